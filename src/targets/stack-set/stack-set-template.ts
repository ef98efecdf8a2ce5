import { readFileSync } from 'fs';
import { join } from 'path';
import {
  Aws, DockerImageAssetLocation, FileAssetLocation, ISynthesisSession, Lazy, Stack, StackSynthesizer,
} from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { partitionOf } from '../../core/arns';
import { quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/** The quota for the size of a template that is part of a StackSet. */
const MAX_BYTES = 51_200;

/**
 * CloudFormation resolves it anywhere in a property, in the StackSet's account, where another value can have the same name.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
const DYNAMIC_REFERENCE = /\{\{resolve:[^"}]*(\}\})?/;

/**
 * The stack that a StackSet deploys to each of its accounts. The CDK CLI does not deploy it: the StackSet contains its template.
 */
export class StackSetTemplate extends Stack {
  /** The template's text. */
  public readonly body: string;

  constructor(scope: Construct, id: string) {
    const synthesizer = new TemplateSynthesizer(ErrorContext.of(scope), scope);
    super(scope, id, {
      synthesizer,
      // Otherwise the stack would inherit the account of its stage.
      env: { account: Aws.ACCOUNT_ID, region: Aws.REGION },
      analyticsReporting: false,
    });
    // The CDK synthesizes a stack before its parent.
    this.body = Lazy.uncachedString({ produce: () => synthesizer.body });
  }
}

/** The partition of a role's stack. A StackSet and its accounts are in the same partition. */
export function partitionOfRole(scope: IConstruct): string {
  const stack = Stack.of(scope);
  return partitionOf(stack instanceof StackSetTemplate ? stack.node.scope! : stack);
}

/** Writes the template into the cloud assembly, for readers, and keeps its text for the StackSet. */
class TemplateSynthesizer extends StackSynthesizer {
  public body = '';

  constructor(private readonly errors: ErrorContext, private readonly owner: IConstruct) {
    super();
  }

  public synthesize(session: ISynthesisSession): void {
    const { fileName } = this.synthesizeTemplate(session);
    this.body = JSON.stringify(JSON.parse(readFileSync(join(session.outdir, fileName!), 'utf8')));
    const bytes = Buffer.byteLength(this.body);
    if (bytes > MAX_BYTES) {
      this.errors.fail(`the role's template is ${bytes} bytes long, and a StackSet accepts ${MAX_BYTES} bytes inline`,
        'choose shorter permissions, such as one AWS managed policy');
    }
    const [reference] = DYNAMIC_REFERENCE.exec(this.body) ?? [];
    if (reference !== undefined) {
      this.errors.fail(`the role's template has the dynamic reference ${quoted(reference)}, which would be resolved in the StackSet's account`,
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
    return this.errors.fail('the role\'s template has an asset, which a StackSet cannot read', 'add nothing to the role that needs an asset');
  }

  /** The CDK CLI prints messages of deployed stacks only. Copies none twice, because an app can be synthesized again. */
  private copyAnnotations(): void {
    this.boundStack.node.findAll().flatMap(({ node }) => node.metadata)
      .filter(({ type }) => /^aws:cdk:(info|warning|error)$/.test(type))
      .filter(({ data }) => !this.owner.node.metadata.some((known) => known.data === data))
      .forEach(({ type, data }) => this.owner.node.addMetadata(type, data));
  }
}
