import { App, AppProps, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { keepForLint } from './kept-templates';

/** The assuming account, the trusting account, and a stranger's. */
export const A = '111111111111';
export const B = '222222222222';
export const C = '333333333333';

export interface TwoAccountsOptions {
  readonly region?: string;
  readonly context?: AppProps['context'];
}

/** One app with a stack in account A and one in account B. */
export class TwoAccounts {
  public readonly app: App;
  public readonly a: Stack;
  public readonly b: Stack;

  constructor({ region = 'eu-west-1', context }: TwoAccountsOptions = {}) {
    this.app = new App({ context });
    this.a = this.stack('Identity', A, region);
    this.b = this.stack('Workload', B, region);
  }

  public stack(id: string, account?: string, region?: string): Stack {
    return new Stack(this.app, id, { env: { account, region } });
  }

  public get templateA(): Template {
    return templateOf(this.a);
  }

  public get templateB(): Template {
    return templateOf(this.b);
  }
}

/** The template of a stack, kept for cfn-lint too. */
export function templateOf(stack: Stack): Template {
  const template = Template.fromStack(stack);
  keepForLint(template.toJSON());
  return template;
}
