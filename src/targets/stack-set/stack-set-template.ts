import { Aws, Lazy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ErrorContext } from '../../core/validation-error';
import { StandaloneTemplate } from '../standalone-template';

/** The quota for the size of a template that is part of a StackSet. */
const MAX_BYTES = 51_200;

/** The stack that a StackSet deploys to each of its accounts: the StackSet contains its template. */
export class StackSetTemplate extends StandaloneTemplate {
  /** The template's text. */
  public readonly body: string;

  private text = '';

  constructor(scope: Construct, id: string) {
    super(scope, id, { name: 'a StackSet', place: 'the StackSet\'s account' }, Aws.ACCOUNT_ID);
    // The CDK synthesizes a stack before its parent.
    this.body = Lazy.uncachedString({ produce: () => this.text });
  }

  public _finish(errors: ErrorContext, template: string): void {
    this.text = JSON.stringify(JSON.parse(template));
    const bytes = Buffer.byteLength(this.text);
    if (bytes > MAX_BYTES) {
      errors.fail(`the role's template is ${bytes} bytes long, and a StackSet accepts ${MAX_BYTES} bytes inline`,
        'choose shorter permissions, such as one AWS managed policy');
    }
  }
}
