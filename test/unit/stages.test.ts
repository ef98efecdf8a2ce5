/**
 * The templates and their decisions are the same wherever the stacks of a CrossAccountReadOnlyAccess are: in stages, pipelines or several
 * apps. The stacks deploy in any order.
 */
import { App, Environment, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Role, User } from 'aws-cdk-lib/aws-iam';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { Construct } from 'constructs';
import { AccountFilter, AssumingGroup, CrossAccountReadOnlyAccess, MfaRequirement, TrustingRole, TrustingRoleStackSet, TrustingTarget } from '../../src';
import { ACCESS_KEY, ADMINISTRATOR, Caller, inOrganization, mfa, session, user } from '../support/callers';
import { DeployedIam } from '../support/deployed-iam';
import { Decision } from '../support/policy-engine';
import { only } from '../support/resources';
import { onlyStackSet } from '../support/stack-sets';
import { A, B, C, templateOf } from '../support/two-accounts';

/** An account to which a StackSet deploys the role, and the account of the pipeline. */
const D = '444444444444';
const TOOLS = '999999999999';

const ROOT = 'o-a1b2c3d4e5/r-ab12/';
const UNIT = `${ROOT}ou-ab12-11111111/`;
const OTHER_ORGANIZATION = 'o-f6g7h8i9j0/r-ab12/';

const role = (account: string) => `arn:aws:iam::${account}:role/SecurityReadOnlyRole`;
const env = (account: string): Environment => ({ account, region: 'eu-west-1' });
const stack = (scope: Construct, id: string, account?: string) => new Stack(scope, id, { env: account ? env(account) : undefined });
const userA = (a: Stack) => User.fromUserName(a, 'UserA', 'userA');

/** Adds constructs to the stacks of two accounts. */
type Fill = (a: Stack, b: Stack) => void;

/** Makes the stacks of both accounts, fills them, and returns their apps. */
type Layout = (fill: Fill) => App[];

/** A pipeline that deploys stages, which must be complete before. */
function pipelineOf(app: App, ...stages: Stage[]): Stack {
  const tools = stack(app, 'Tools', TOOLS);
  const input = CodePipelineSource.connection('owner/repository', 'main', { connectionArn: `arn:aws:codestar-connections:eu-west-1:${TOOLS}:connection/1` });
  const pipeline = new CodePipeline(tools, 'Pipeline', { synth: new ShellStep('Synth', { input, commands: ['npx cdk synth'] }), crossAccountKeys: true });
  stages.forEach((stage) => pipeline.addStage(stage));
  return tools;
}

function inOneStage(stage: (app: App) => Stage, finish: (app: App, stage: Stage) => unknown = () => {}): Layout {
  return (fill) => {
    const app = new App();
    const inside = stage(app);
    fill(stack(inside, 'Identity', A), stack(inside, 'Workload', B));
    finish(app, inside);
    return [app];
  };
}

function inTwoStages(finish: (app: App, identity: Stage, workload: Stage) => unknown = () => {}): Layout {
  return (fill) => {
    const app = new App();
    const [identity, workload] = [new Stage(app, 'People'), new Stage(app, 'Systems')];
    fill(stack(identity, 'Identity', A), stack(workload, 'Workload', B));
    finish(app, identity, workload);
    return [app];
  };
}

const IN_THE_APP: Layout = (fill) => {
  const app = new App();
  fill(stack(app, 'Identity', A), stack(app, 'Workload', B));
  return [app];
};

const LAYOUTS: [where: string, layout: Layout][] = [
  ['in the app itself', IN_THE_APP],
  ['in a stage', inOneStage((app) => new Stage(app, 'Prod'))],
  ['in a stage with the environment of account A', inOneStage((app) => new Stage(app, 'Prod', { env: env(A) }))],
  ['in a stage with the environment of a third account', inOneStage((app) => new Stage(app, 'Prod', { env: env(C) }))],
  ['in a stage within a stage', inOneStage((app) => new Stage(new Stage(app, 'Prod'), 'Europe'))],
  ['each in a stage of its own', inTwoStages()],
  ['each in a stage of its own, and the accounts are those of the stages', (fill) => {
    const app = new App();
    const [identity, workload] = [new Stage(app, 'People', { env: env(A) }), new Stage(app, 'Systems', { env: env(B) })];
    fill(stack(identity, 'Identity'), stack(workload, 'Workload'));
    return [app];
  }],
  ['one in a stage, the other in the app', (fill) => {
    const app = new App();
    fill(stack(app, 'Identity', A), stack(new Stage(app, 'Systems'), 'Workload', B));
    return [app];
  }],
  ['each in an app of its own', (fill) => {
    const apps = [new App(), new App()];
    fill(stack(apps[0], 'Identity', A), stack(apps[1], 'Workload', B));
    return apps;
  }],
  ['in one stage of a pipeline', inOneStage((app) => new Stage(app, 'Prod'), pipelineOf)],
  ['in two stages of a pipeline, people first', inTwoStages((app, identity, workload) => pipelineOf(app, identity, workload))],
  ['in two stages of a pipeline, people last', inTwoStages((app, identity, workload) => pipelineOf(app, workload, identity))],
];

function access(a: Stack, ...trusting: TrustingTarget[]): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(a, 'SecurityReadOnly', { users: [userA(a)], trusting });
}

function group(a: Stack, ...trusting: TrustingTarget[]): AssumingGroup {
  return new AssumingGroup(a, 'Auditors', { users: [userA(a)], trusting });
}

const units = (options = {}) => TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], ...options });

/** The targets, and the accounts that have the role after the deployment. */
const WAYS: [way: string, fill: Fill, accounts: string[]][] = [
  ['scope: the access makes the role', (a, b) => access(a, TrustingTarget.scope(b)), [B]],
  ['account: the role is made by itself', (a, b) => {
    access(a, TrustingTarget.account(b.account));
    new TrustingRole(b, 'Role', { assumingAccount: a.account });
  }, [B]],
  ['accounts beside scope: a StackSet in account A makes more', (a, b) => access(a, TrustingTarget.scope(b), TrustingTarget.stackSetToAccounts([D])), [B, D]],
  ['accounts: a StackSet in account B makes the role', (a, b) => access(a, TrustingTarget.stackSetToAccounts([D], { stackSetScope: b })), [D]],
  ['organizationalUnits beside scope: a StackSet in account A makes more',
    (a, b) => access(a, TrustingTarget.scope(b), units({ accountFilter: AccountFilter.allExcept(B) })), [B, D]],
  ['organizationalUnits: a StackSet in account B, the management account, which gets the role too',
    (a, b) => access(a, units({ stackSetScope: b, managementAccountScope: b })), [B, D]],
  ['both halves by themselves', (a, b) => {
    group(a, TrustingTarget.account(B));
    new TrustingRole(b, 'Role', { assumingAccount: A });
  }, [B]],
  ['both halves by themselves, with a StackSet for organizationalUnits', (a, b) => {
    group(a, units());
    new TrustingRoleStackSet(b, 'Roles', { assumingAccount: A, target: units() });
  }, [D]],
];

/** Stacks and the apps that they are in. */
interface Made {
  readonly apps: App[];
  readonly a: Stack;
  readonly b: Stack;
}

function made(layout: Layout, fill: Fill): Made {
  let stacks: { a: Stack; b: Stack };
  const apps = layout((a, b) => {
    stacks = { a, b };
    fill(a, b);
  });
  return { apps, ...stacks! };
}

/** All stacks of apps as the CDK CLI finds them, including those of stages. */
function artifactsOf(apps: App[]): CloudFormationStackArtifact[] {
  return apps.flatMap((app) => app.synth().stacksRecursively);
}

/** A template without the stack's name and the stage's color in its links. */
function howeverShown(shownStack: Stack): unknown {
  const shown = new RegExp(`&displayName=${shownStack.stackName}&color=[0-9A-F]{6}`, 'g');
  return JSON.parse(JSON.stringify(templateOf(shownStack).toJSON()).replace(shown, '&displayName=NAME&color=COLOR'));
}

/** The dependencies that make CloudFormation, or the CDK CLI, deploy one stack before another. */
function whatWaits(artifacts: CloudFormationStackArtifact[]): string[] {
  return artifacts.flatMap(({ id, template, dependencies }) => [
    ...dependencies.filter(({ manifest }) => manifest.type !== 'cdk:asset-manifest').map((dependency) => `${id} waits for ${dependency.id}`),
    ...JSON.stringify(template).match(/Fn::ImportValue|Fn::GetStackOutput/g) ?? [],
    ...Object.values<any>(template.Outputs ?? {}).filter(({ Export }) => Export).map(({ Export }) => `${id} exports ${JSON.stringify(Export)}`),
  ]);
}

/** The decision on each caller by an independent policy engine. */
async function decisions(iam: DeployedIam, account: string, callers: Record<string, Caller>): Promise<Record<string, Decision>> {
  const decided = Object.entries(callers).map(async ([who, caller]) => [who, await iam.mayAssume(caller, role(account), { roleIn: UNIT })]);
  return Object.fromEntries(await Promise.all(decided));
}

const CALLERS: Record<string, Caller> = {
  'userA': inOrganization(ROOT, user('userA', mfa())),
  'userA without MFA': inOrganization(ROOT, user('userA', ACCESS_KEY)),
  'another user of account A': inOrganization(ROOT, user('userB', mfa())),
  'a namesake with all permissions in a stranger\'s account': inOrganization(OTHER_ORGANIZATION, user('userA', mfa(), { account: C, policies: [ADMINISTRATOR] })),
};

describe.each(WAYS)('%s', (_, fill, accounts) => {
  const plain = made(IN_THE_APP, fill);

  describe.each(LAYOUTS)('%s', (__, layout) => {
    let there: Made;
    beforeAll(() => {
      there = made(layout, fill);
    });

    test('the templates are the same as in the app itself, but for how the console shows the role', () => {
      expect(howeverShown(there.a)).toEqual(howeverShown(plain.a));
      expect(howeverShown(there.b)).toEqual(howeverShown(plain.b));
    });

    test('no stack waits for another', () => {
      const artifacts = artifactsOf(there.apps);
      expect(artifacts.map(({ stackName }) => stackName)).toEqual(expect.arrayContaining([there.a.stackName, there.b.stackName]));
      expect(whatWaits(artifacts)).toEqual([]);
    });

    test('userA may assume the role, and nobody else', async () => {
      const iam = new DeployedIam(there.a, there.b);
      iam.deployStackSets(D);
      for (const account of accounts) {
        expect(await decisions(iam, account, CALLERS)).toEqual({
          'userA': 'allowed',
          'userA without MFA': 'denied',
          'another user of account A': 'denied',
          'a namesake with all permissions in a stranger\'s account': 'denied',
        });
      }
    });
  });
});

test('a stack that does wait for another is found out', () => {
  const { apps, a, b } = made(inOneStage((app) => new Stage(app, 'Prod')), (identity, workload) => {
    access(identity, TrustingTarget.scope(workload));
    workload.addDependency(identity);
    identity.exportValue('value', { name: 'exported' });
  });
  expect(whatWaits(artifactsOf(apps))).toEqual([
    `${a.artifactId} exports {"Name":"exported"}`,
    `${b.artifactId} waits for ${a.artifactId}`,
  ]);
});

test('a stage of a pipeline deploys both stacks at once, and no template of a StackSet', () => {
  let tools: Stack;
  const layout = inOneStage((app) => new Stage(app, 'Prod'), (app, stage) => { tools = pipelineOf(app, stage); });
  made(layout, (a, b) => access(a, TrustingTarget.scope(b), TrustingTarget.stackSetToAccounts([D])));
  // The pipeline is the CDK's own, and not kept for cfn-lint as ours are.
  const { Stages } = only(Template.fromStack(tools!), 'AWS::CodePipeline::Pipeline');
  const { Actions } = Stages.find(({ Name }: any) => Name === 'Prod');
  expect(Actions.map(({ Name, RunOrder }: any) => `${RunOrder} ${Name}`).sort()).toEqual([
    '1 Identity.Prepare', '1 Workload.Prepare', '2 Identity.Deploy', '2 Workload.Deploy',
  ]);
});

test('a tool that is granted in a stage is let in, and no other', async () => {
  const { apps, a, b } = made(inTwoStages(pipelineOf), (identity, workload) => {
    const tool = new Role(identity, 'Tool', { roleName: 'Tool', assumedBy: new AccountRootPrincipal() });
    access(identity, TrustingTarget.scope(workload)).grantAssumeRole(tool);
  });
  expect(whatWaits(artifactsOf(apps))).toEqual([]);
  const iam = new DeployedIam(a, b);
  expect(await iam.mayAssume(session('Tool'), role(B))).toBe('allowed');
  expect(await iam.mayAssume(session('Other', { policies: [ADMINISTRATOR] }), role(B))).toBe('denied');
});

describe('one access for two environments', () => {
  const BETA = { people: A, system: B, stackSetAccount: '666666666666' };
  const PROD = { people: C, system: D, stackSetAccount: '777777777777' };

  /** The same code for each environment, in one app. */
  function environments(finish: (app: App, ...stages: Stage[]) => unknown = () => {}, prod = PROD): Made[] {
    const app = new App();
    const stages: Stage[] = [];
    const all = Object.entries({ Beta: BETA, Prod: prod }).map(([id, { people, system, stackSetAccount }]) => {
      const stage = new Stage(app, id);
      const [a, b] = [stack(stage, 'Identity', people), stack(stage, 'Workload', system)];
      access(a, TrustingTarget.scope(b), TrustingTarget.stackSetToAccounts([stackSetAccount]));
      stages.push(stage);
      return { apps: [app], a, b };
    });
    finish(app, ...stages);
    return all;
  }

  const warnings = (scope: Construct) => scope.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => type === 'aws:cdk:warning');

  describe.each<[string, () => Made[]]>([
    ['side by side', () => environments()],
    ['one after the other in a pipeline', () => environments(pipelineOf)],
  ])('%s', (_, make) => {
    let beta: Made;
    let prod: Made;
    let iam: DeployedIam;
    beforeAll(() => {
      [beta, prod] = make();
      iam = new DeployedIam(beta.a, beta.b, prod.a, prod.b);
    });

    test('no stack waits for another', () => expect(whatWaits(artifactsOf(beta.apps))).toEqual([]));

    test('nothing is warned of', () => expect([beta.a, beta.b, prod.a, prod.b].flatMap(warnings)).toEqual([]));

    test('each has a StackSet of its own, for its own accounts', () => {
      const found = [beta, prod].map(({ a }) => onlyStackSet(templateOf(a)).properties);
      expect(found).toEqual([BETA, PROD].map(({ people, stackSetAccount }) => expect.objectContaining({
        StackSetName: `SecurityReadOnlyRole-${people}-Accounts`,
        StackInstancesGroup: [{ DeploymentTargets: { Accounts: [stackSetAccount] }, Regions: ['eu-west-1'] }],
      })));
    });

    test.each([
      ['beta', BETA, PROD],
      ['prod', PROD, BETA],
    ])('people of %s get into its role, and not into that of the other', async (__, own, other) => {
      expect(await iam.mayAssume(user('userA', mfa(), { account: own.people }), role(own.system))).toBe('allowed');
      expect(await iam.mayAssume(user('userA', mfa(), { account: own.people }), role(other.system))).toBe('denied');
      expect(await iam.mayAssume(user('userA', mfa(), { account: own.people, policies: [ADMINISTRATOR] }), role(other.system))).toBe('denied');
    });
  });

  test('both looking at the same account is warned of, because only one of them can have a role of that name there', () => {
    const [{ apps }] = environments(() => {}, { ...PROD, system: BETA.system });
    expect(warnings(apps[0]).map(({ data }) => data)).toEqual([
      expect.stringMatching('^Prod/Workload/TrustingRole-SecurityReadOnlyRole: roleName "SecurityReadOnlyRole" is taken .* by Beta/Workload; '),
    ]);
  });
});

describe('accounts that look at each other', () => {
  /** Each account with the trusting account of its group. */
  type Ring = Record<string, string>;

  const TWO: Ring = { [A]: B, [B]: A };
  const THREE: Ring = { [A]: B, [B]: C, [C]: A };

  const nameIn = (account: string) => `user-of-${account[0]}`;
  const all = { policies: [ADMINISTRATOR] };

  function ring(accounts: Ring, scopeOf: (app: App, account: string) => Construct, props = {}): [App, DeployedIam] {
    const app = new App();
    const stackOf = (account: string) => stack(scopeOf(app, account), `Account${account[0]}`, account);
    const stacks = Object.fromEntries(Object.keys(accounts).map((account) => [account, stackOf(account)]));
    Object.entries(accounts).forEach(([account, next]) => new CrossAccountReadOnlyAccess(stacks[account], 'Access', {
      users: [User.fromUserName(stacks[account], 'User', nameIn(account))],
      trusting: [TrustingTarget.scope(stacks[next])],
      ...props,
    }));
    return [app, new DeployedIam(...Object.values(stacks))];
  }

  /** For each account, those of whose roles its callers get into. */
  async function reached(iam: DeployedIam, accounts: Ring, callerOf: (account: string) => Caller): Promise<Record<string, string[]>> {
    const ids = Object.keys(accounts);
    return Object.fromEntries(await Promise.all(ids.map(async (from) => {
      const decided = await Promise.all(ids.map((to) => iam.mayAssume(callerOf(from), role(to))));
      return [from, ids.filter((__, i) => decided[i] === 'allowed')];
    })));
  }

  const theNext = (accounts: Ring) => Object.fromEntries(Object.entries(accounts).map(([account, next]) => [account, [next]]));
  const none = (accounts: Ring) => Object.fromEntries(Object.keys(accounts).map((account) => [account, []]));

  /** A user outside of any group, with the permissions of the group for an account. */
  const allowedTo = (next: string, account: string) => user('ann', mfa(), {
    account, policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role(next) }] }],
  });

  describe.each<[string, (app: App, account: string) => Construct]>([
    ['in one app', (app) => app],
    ['in one stage', (app) => app.node.tryFindChild('Prod') ?? new Stage(app, 'Prod')],
    ['each in a stage of its own', (app, account) => new Stage(app, `Stage${account[0]}`)],
  ])('%s', (_, scopeOf) => {
    describe.each([
      ['two, both directions at once', TWO],
      ['three in a ring', THREE],
    ])('%s', (__, accounts) => {
      let app: App;
      let iam: DeployedIam;
      beforeAll(() => {
        [app, iam] = ring(accounts, scopeOf);
      });

      test('no stack waits for another', () => {
        const artifacts = artifactsOf([app]);
        expect(artifacts).toHaveLength(Object.keys(accounts).length);
        expect(whatWaits(artifacts)).toEqual([]);
      });

      test('users can assume the role of their trusting account, and no other, not even that of their own account', async () => {
        expect(await reached(iam, accounts, (account) => user(nameIn(account), mfa(), { account }))).toEqual(theNext(accounts));
        expect(await reached(iam, accounts, (account) => user(nameIn(account), mfa(), { account, ...all }))).toEqual(theNext(accounts));
      });

      test('what a group allows gets in somebody of its own account, and nobody of the others', async () => {
        for (const [account, next] of Object.entries(accounts)) {
          expect(await reached(iam, accounts, (from) => allowedTo(next, from))).toEqual({ ...none(accounts), [account]: [next] });
        }
      });

      test('without MFA, nobody gets in anywhere', async () => {
        expect(await reached(iam, accounts, (account) => user(nameIn(account), ACCESS_KEY, { account, ...all }))).toEqual(none(accounts));
      });

      test('a session of one role cannot assume the next', async () => {
        expect(await reached(iam, accounts, (account) => iam.sessionOf(role(account)))).toEqual(none(accounts));
      });
    });
  });

  test('if neither requires MFA, a session of one role cannot assume the next, although it trusts all of the account', async () => {
    const [, iam] = ring(THREE, (app) => app, { mfa: MfaRequirement.none() });
    expect(await reached(iam, THREE, (account) => session('Tool', { account, ...all }))).toEqual(theNext(THREE));
    expect(await reached(iam, THREE, (account) => iam.sessionOf(role(account)))).toEqual(none(THREE));
  });
});
