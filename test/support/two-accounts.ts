import { App, AppProps, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct, IConstruct } from 'constructs';
import { templateFileOf, stackSetsOf } from './stack-sets';
import { keepForLinters } from './templates-for-linters';
import { partsOf } from './validation-messages';
import { StandaloneTemplate } from '../../src/targets/standalone-template';

/** The assuming account, the trusting account, and a third account. */
export const A = '111111111111';
export const B = '222222222222';
export const C = '333333333333';

export interface TwoAccountsOptions {
  readonly region?: string;
  readonly context?: AppProps['context'];
  /** A folder for the cloud assembly; otherwise the CDK makes one for each app. */
  readonly outdir?: string;
}

/** An app with a stack in account A and one in account B, created on first use because the CDK rejects empty stacks. */
export class TwoAccounts {
  public readonly app: App;
  private readonly region: string;
  private stackA?: Stack;
  private stackB?: Stack;

  constructor({ region = 'eu-west-1', context, outdir }: TwoAccountsOptions = {}) {
    this.app = new App({ context, treeMetadata: false, outdir });
    this.region = region;
  }

  public get a(): Stack {
    return this.stackA ??= this.stack('Identity', A);
  }

  public get b(): Stack {
    return this.stackB ??= this.stack('Workload', B);
  }

  /** Creates another stack; without an account it is environment-agnostic. */
  public stack(id: string, account?: string, scope: Construct = this.app): Stack {
    return new Stack(scope, id, { env: { account, region: account && this.region } });
  }

  public get templateA(): Template {
    return templateOf(this.a);
  }

  public get templateB(): Template {
    return templateOf(this.b);
  }
}

/** The template of a stack. Keeps it and the templates of its StackSets for the linters, and checks the form of each warning and info. */
export function templateOf(stack: Stack): Template {
  const template = stack instanceof StandaloneTemplate ? templateFileOf(stack) : Template.fromStack(stack);
  annotationsOf(stack).filter((message) => message.startsWith(stack.node.path.split('/')[0])).forEach((message) => partsOf(message.replace(ACKNOWLEDGED_BY, '')));
  [template, ...stackSetsOf(template).map((stackSet) => stackSet.template)].forEach((kept) => keepForLinters(kept.toJSON()));
  return template;
}

/** The id of a warning, at the end of its message. */
const ACKNOWLEDGED_BY = / \[ack: [\w:-]+\]$/;

/** All infos and warnings of a construct and its children. */
export function annotationsOf(scope: IConstruct): string[] {
  return scope.node.findAll().flatMap(({ node }) => node.metadata)
    .filter(({ type }) => ['aws:cdk:info', 'aws:cdk:warning'].includes(type)).map(({ data }) => String(data));
}
