import { readdirSync, readFileSync } from 'fs';
import { createRequire } from 'module';
import { join } from 'path';
import * as cdk from 'aws-cdk-lib';
import { ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { HAS_ACCOUNT_ACCESS } from './account-access';
import { page, PAGES_OF_USERS, ROOT } from './pages';
import { A, B, C } from './two-accounts';
import * as library from '../../src';
import { complete, Snippet, snippetsOfPage, snippetsOfSource } from '../../tools/packaging/snippets';

const sources = (readdirSync(join(ROOT, 'src'), { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).map((name) => join('src', name));

/** The examples of README, docs and docstrings, as far as this version of aws-cdk-lib has what they use. */
export const EXAMPLES = [
  ...PAGES_OF_USERS.flatMap((path) => snippetsOfPage(page(path)).map((snippet) => ({ path, snippet }))),
  ...sources.flatMap((path) => snippetsOfSource(readFileSync(join(ROOT, path), 'utf8')).map((snippet) => ({ path, snippet }))),
].map(({ path, snippet }, i) => ({ name: `${path}: example ${i + 1}`, snippet }))
  .filter(({ snippet }) => HAS_ACCOUNT_ACCESS || !complete(snippet).includes('new AccountAccessEntitlement('));

const load = createRequire(__filename);

/** Values for the constants that fixtures and examples only declare, created when an example needs them. */
function declared(app: cdk.App): Record<string, () => unknown> {
  const stackOf = (id: string, account: string) => () =>
    app.node.tryFindChild(id) as cdk.Stack ?? new cdk.Stack(app, id, { env: { account, region: 'eu-west-1' } });
  const accountA = stackOf('AccountA', A);
  const accountB = stackOf('AccountB', B);
  const stack = stackOf('Stack', C);
  return {
    accountA,
    accountB,
    stack,
    stackA: accountA,
    stackB: accountB,
    management: stackOf('Management', C),
    otherProps: () => ({ trusting: [library.TrustingTarget.scope(accountB())] }),
    otherOptions: () => ({ organizationalUnitIds: ['ou-ab12-11111111'] }),
    access: () => new library.CrossAccountReadOnlyAccess(accountA(), 'Access', { trusting: [library.TrustingTarget.scope(accountB())] }),
    auditTool: () => Role.fromRoleName(accountA(), 'AuditTool', 'AuditTool'),
    boundaryOfYours: () => ManagedPolicy.fromManagedPolicyArn(accountB(), 'Boundary', `arn:aws:iam::${B}:policy/Boundary`),
    role: () => new library.TrustingRole(stack(), 'Role', { assumingAccount: A }),
    topic: () => Topic.fromTopicArn(stack(), 'Topic', `arn:aws:sns:eu-west-1:${C}:alerts`),
    queue: () => Queue.fromQueueArn(stack(), 'Queue', `arn:aws:sqs:eu-west-1:${C}:alerts`),
  };
}

/**
 * Runs an example as a program, and returns its apps without empty stacks, which the CDK rejects. If an example only creates targets, a
 * construct is added that uses them.
 */
export function run(snippet: Snippet): cdk.App[] {
  const apps: cdk.App[] = [];
  class App extends cdk.App {
    constructor(props?: cdk.AppProps) {
      super(props);
      apps.push(this);
    }
  }
  const packages: Record<string, unknown> = { 'aws-cdk-lib': { ...cdk, App }, 'cdk-cross-account-read-only-access': library };
  const targets = vi.spyOn(library.TrustingTarget, 'stackSetToOrganizationalUnits');
  const values = declared(new App());
  const source = complete(snippet);
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, removeComments: true };
  const { outputText } = transpileModule(source, { compilerOptions });
  const needed = Object.keys(values).filter((name) => source.includes(`declare const ${name}:`) && new RegExp(`\\b${name}\\b`).test(outputText));
  new Function('require', 'exports', ...needed, outputText)((name: string) => packages[name] ?? load(name), {}, ...needed.map((name) => values[name]()));
  if (apps.every((app) => stacksOf(app).length === 0)) {
    new library.CrossAccountReadOnlyAccess(values.accountA() as cdk.Stack, 'Access', { trusting: targets.mock.results.map(({ value }) => value) });
  }
  apps.forEach((app) => stacksOf(app).filter(isEmpty).forEach(({ node }) => app.node.tryRemoveChild(node.id)));
  return apps;
}

const isEmpty = ({ node }: cdk.Stack) => node.children.length === 0;

export const stacksOf = (app: cdk.App) => app.node.findAll().filter(cdk.Stack.isStack);
