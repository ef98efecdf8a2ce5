import { App, AppProps, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct, IConstruct } from 'constructs';
import { keepForLinters } from './templates-for-linters';
import { partsOf } from './validation-messages';
import { templateFileOf, stackSetsOf } from './stack-sets';
import { StackSetTemplate } from '../../src/targets/stack-set/stack-set-template';


/** The assuming account, the trusting account, and a stranger's. */
export const A = '111111111111';
export const B = '222222222222';
export const C = '333333333333';

export interface TwoAccountsOptions {
  readonly region?: string;
  readonly context?: AppProps['context'];
}

/** One app with a stack in account A and one in account B, each made when it is first asked for: CDK complains about empty ones. */
export class TwoAccounts {
  public readonly app: App;
  private readonly region: string;
  private stackA?: Stack;
  private stackB?: Stack;

  constructor({ region = 'eu-west-1', context }: TwoAccountsOptions = {}) {
    this.app = new App({ context });
    this.region = region;
  }

  public get a(): Stack {
    return this.stackA ??= this.stack('Identity', A);
  }

  public get b(): Stack {
    return this.stackB ??= this.stack('Workload', B);
  }

  /** One more stack; without an account its environment is known only to the deployment. */
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

/** The template of a stack, kept for the judges too, with those of its StackSets. Whatever is told of it says what to do. */
export function templateOf(stack: Stack): Template {
  const template = stack instanceof StackSetTemplate ? templateFileOf(stack) : Template.fromStack(stack);
  annotationsOf(stack).filter((message) => message.startsWith(stack.node.path.split('/')[0])).forEach((message) => partsOf(message.replace(ACKNOWLEDGED_BY, '')));
  [template, ...stackSetsOf(template).map((stackSet) => stackSet.template)].forEach((kept) => keepForLinters(kept.toJSON()));
  return template;
}

/** How a warning can be acknowledged, behind what it says. */
const ACKNOWLEDGED_BY = / \[ack: [\w:-]+\]$/;

/** All infos and warnings of a construct and of what is in it. */
export function annotationsOf(scope: IConstruct): string[] {
  return scope.node.findAll().flatMap(({ node }) => node.metadata)
    .filter(({ type }) => ['aws:cdk:info', 'aws:cdk:warning'].includes(type)).map(({ data }) => String(data));
}
