import { createHash } from 'crypto';
import { Aws, FileAssetPackaging, Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ErrorContext } from '../../core/validation-error';
import { StandaloneTemplate } from '../standalone-template';

/** The quota for the size of a template that is part of a StackSet. */
const MAX_BYTES = 51_200;

/**
 * The stack that a StackSet deploys to each of its accounts. The StackSet contains its template, or refers to it where it is longer than
 * a StackSet can contain: the template is then a file asset of the stack around it.
 */
export class StackSetTemplate extends StandaloneTemplate {
  /** The template's text; without a value if the StackSet refers to it. */
  public readonly body: string;

  /** The URL of the template; without a value if the StackSet contains it. */
  public readonly url: string;

  private text?: string = '';
  private location?: string;

  constructor(scope: Construct, id: string) {
    super(scope, id, { name: 'a StackSet', place: 'the StackSet\'s account' }, Aws.ACCOUNT_ID);
    // The CDK synthesizes a stack before its parent.
    this.body = Lazy.uncachedString({ produce: () => this.text });
    this.url = Lazy.uncachedString({ produce: () => this.location });
  }

  public _finish(errors: ErrorContext, template: string): void {
    const text = JSON.stringify(JSON.parse(template));
    const bytes = Buffer.byteLength(text);
    const isShort = bytes <= MAX_BYTES;
    this.text = isShort ? text : undefined;
    this.location = isShort ? undefined : this.addAsset(errors, template, bytes);
  }

  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html */
  private addAsset(errors: ErrorContext, template: string, bytes: number): string {
    try {
      return Stack.of(this.node.scope!).synthesizer.addFileAsset({
        packaging: FileAssetPackaging.FILE, sourceHash: createHash('sha256').update(template).digest('hex'), fileName: this.templateFile,
      }).httpUrl;
    } catch (error) {
      return errors.fail(
        `the role's template is ${bytes} bytes long, a StackSet accepts ${MAX_BYTES} bytes inline, and the stack cannot have it as an asset (${(error as Error).message})`,
        'choose shorter permissions, such as one AWS managed policy, or a synthesizer with assets, such as the default one');
    }
  }
}
