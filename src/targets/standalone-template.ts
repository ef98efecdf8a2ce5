import { readFileSync } from 'fs';
import { join } from 'path';
import {
  Aws, DockerImageAssetLocation, FileAssetLocation, ISynthesisSession, Stack, StackSynthesizer,
} from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { partitionOf } from '../core/arns';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/**
 * CloudFormation resolves it anywhere in a property, in the account of the stack, where another value can have the same name.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
const DYNAMIC_REFERENCE = /\{\{resolve:[^"}]*(\}\})?/;

/** Who deploys a template, for messages. */
export interface Deployer {
  /** Such as `a StackSet`. */
  readonly name: string;
  /** Where CloudFormation resolves what the template refers to, such as `the StackSet's account`. */
  readonly place: string;
}

/** A stack that the CDK CLI does not deploy: its template is deployed without this app, so it must contain everything that it needs. */
export abstract class StandaloneTemplate extends Stack {
  /**
   * @param account The account of the stack, which would otherwise be that of its stage.
   * @param description The description in the template.
   */
  constructor(scope: Construct, id: string, deployer: Deployer, account: string, description?: string) {
    super(scope, id, {
      synthesizer: new TemplateSynthesizer(ErrorContext.of(scope), scope, deployer),
      env: { account, region: Aws.REGION },
      analyticsReporting: false,
      description,
    });
  }

  /** Gets the text of the template, in the file in which the CDK has written it, and the folder of the cloud assembly. */
  public abstract _finish(errors: ErrorContext, template: string, outdir: string): void;
}

/** The partition of a role's stack. A template without this app is for accounts of the same partition as the stack around it. */
export function partitionOfRole(scope: IConstruct): string {
  const stack = Stack.of(scope);
  return partitionOf(stack instanceof StandaloneTemplate ? stack.node.scope! : stack);
}

/** Writes the template into the cloud assembly, for readers, and gives its text to the stack. */
class TemplateSynthesizer extends StackSynthesizer {
  constructor(private readonly errors: ErrorContext, private readonly owner: IConstruct, private readonly deployer: Deployer) {
    super();
  }

  public synthesize(session: ISynthesisSession): void {
    const { fileName } = this.synthesizeTemplate(session);
    const text = readFileSync(join(session.outdir, fileName!), 'utf8');
    // By the one function, or by the other with newer feature flags of the CDK.
    if (/"Fn::(ImportValue|GetStackOutput)"/.test(text)) {
      this.errors.fail(`the role's template imports a value of another stack, which ${this.deployer.name} cannot read`,
        'give the role only properties that are known at synth');
    }
    (this.boundStack as StandaloneTemplate)._finish(this.errors, text, session.outdir);
    const [reference] = DYNAMIC_REFERENCE.exec(text) ?? [];
    if (reference !== undefined) {
      this.errors.fail(`the role's template has the dynamic reference ${quoted(reference)}, which would be resolved in ${this.deployer.place}`,
        'give the role a description, permissions and conditions that are known at synth');
    }
    this.copyAnnotations();
  }

  public addFileAsset(): FileAssetLocation {
    return this.rejectAsset();
  }

  public addDockerImageAsset(): DockerImageAssetLocation {
    return this.rejectAsset();
  }

  private rejectAsset(): never {
    return this.errors.fail(`the role's template has an asset, which ${this.deployer.name} cannot read`, 'add nothing to the role that needs an asset');
  }

  /** The CDK CLI prints messages of deployed stacks only. Copies none twice, because an app can be synthesized again. */
  private copyAnnotations(): void {
    this.boundStack.node.findAll().flatMap(({ node }) => node.metadata)
      .filter(({ type }) => /^aws:cdk:(info|warning|error)$/.test(type))
      .filter(({ data }) => !this.owner.node.metadata.some((known) => known.data === data))
      .forEach(({ type, data }) => this.owner.node.addMetadata(type, data));
  }
}
