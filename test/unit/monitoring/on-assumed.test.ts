import { Expiration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { EventBus, EventField, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { transformInput } from '../../../emulator/services/eventbridge/input-transformer';
import { AccessWindow, AssumptionFilter, OnAssumedOptions, TrustingRole, TrustingRoleProps } from '../../../src';
import { assumeRole, assumeRoleByConsole, CALLING, ROLES, switchRole } from '../../support/events/cloudtrail';
import { inPartition, patternOf } from '../../support/events/monitored-role';
import { only } from '../../support/resources';
import { templateOf, TwoAccounts } from '../../support/two-accounts';

interface Watched {
  readonly accounts: TwoAccounts;
  readonly stack: Stack;
  readonly role: TrustingRole;
}

function watched(options: (stack: Stack) => OnAssumedOptions, region = 'eu-west-1', props: Partial<TrustingRoleProps> = {}): Watched {
  const accounts = new TwoAccounts({ region });
  const stack = accounts.stack('Roles', ROLES);
  const role = new TrustingRole(stack, 'Role', { assumingAccount: CALLING, roleName: 'EC2-dev', ...props });
  role.onAssumed('Assumed', options(stack));
  return { accounts, stack, role };
}

function rule(of: Stack): any {
  return only(templateOf(of), 'AWS::Events::Rule');
}

const ELSEWHERE = Match.stringLikeRegexp('assumptionsElsewhere');

const toQueue = (stack: Stack) => ({ target: new targets.SqsQueue(new Queue(stack, 'Queue')) });

describe('the rule', () => {
  test('receives events of calls that only read, as AssumeRole is one', () => {
    expect(rule(watched(() => ({})).stack).State).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
  });

  test('says which role and which assumptions it is for', () => {
    expect(rule(watched(() => ({})).stack).Description).toBe('EC2-dev is assumed');
    const filtered = watched(() => ({ filter: AssumptionFilter.outsideNetworks('192.0.2.0/24', '198.51.100.7') }));
    expect(rule(filtered.stack).Description).toBe('EC2-dev is assumed from outside 192.0.2.0/24 and 198.51.100.7');
  });

  test('has a description that EventBridge takes, however many are named', () => {
    const many = Array.from({ length: 40 }, (_, i) => `198.51.100.${i}`);
    const whole = `EC2-dev is assumed from outside ${many.slice(0, -1).join(', ')} and ${many[39]}`;
    expect(rule(watched(() => ({ filter: AssumptionFilter.outsideNetworks(...many) })).stack).Description).toBe(`${whole.slice(0, 511)}…`);
  });

  test('has a description of all characters that EventBridge takes', () => {
    const ids = [124, 124, 124, 71].map((length, i) => `AIDA${String(i).padStart(length, '0')}`);
    const whole = `EC2-dev is assumed by other principals than ${ids.slice(0, 3).join(', ')} and ${ids[3]}`;
    expect(whole).toHaveLength(512);
    expect(rule(watched(() => ({ filter: AssumptionFilter.exceptPrincipals(...ids) })).stack).Description).toBe(whole);
  });

  test.each<[string, AssumptionFilter, string]>([
    ['a window', AssumptionFilter.outsideWindow(AccessWindow.endingAt(Expiration.fromString('2090-01-31T00:00:00Z'))), 'outside the window until 2090-01-31T00:00:00Z'],
    ['users', AssumptionFilter.exceptUsers('ann', 'bob'), 'by other users than ann and bob'],
    ['principals', AssumptionFilter.exceptPrincipals('AIDACKCEVSQ6C2EXAMPLE'), 'by other principals than AIDACKCEVSQ6C2EXAMPLE'],
    ['accounts', AssumptionFilter.exceptAccounts(CALLING), `from other accounts than ${CALLING}`],
  ])('says which %s it is not for', (_, filter, words) => {
    expect(rule(watched(() => ({ filter }), 'eu-west-1', { requireUserNameAsRoleSessionName: true }).stack).Description).toBe(`EC2-dev is assumed ${words}`);
  });

  test('has the name and description of the user\'s own', () => {
    const { stack } = watched(() => ({ ruleName: 'watch', description: 'Somebody looks.' }));
    expect(rule(stack)).toMatchObject({ Name: 'watch', Description: 'Somebody looks.' });
  });

  test('is made where the user says', () => {
    const accounts = new TwoAccounts();
    const [roles, watching] = [accounts.stack('Roles', ROLES), accounts.stack('Watching', ROLES)];
    const role = new TrustingRole(roles, 'Role', { assumingAccount: CALLING });
    role.onAssumed('Assumed', { crossStackScope: watching, ...toQueue(watching) });
    templateOf(roles).resourceCountIs('AWS::Events::Rule', 0);
    expect(JSON.stringify(rule(watching))).not.toContain('Fn::ImportValue');
  });

  test('is one for each id, and there may be many', () => {
    const { role, stack } = watched(() => ({}));
    role.onAssumed('Other', { filter: AssumptionFilter.exceptAccounts(CALLING) });
    templateOf(stack).resourceCountIs('AWS::Events::Rule', 2);
  });

  test('has targets added later, which get the event itself', () => {
    const { role, stack } = watched(() => ({}));
    role.onAssumed('Later').addTarget(new targets.SqsQueue(new Queue(stack, 'Queue')));
    const [{ InputTransformer, Arn }] = Object.values(templateOf(stack).findResources('AWS::Events::Rule', { Properties: { Targets: [{}] } }))
      .map(({ Properties }) => Properties.Targets[0]);
    expect(Arn).toBeDefined();
    expect(InputTransformer).toBeUndefined();
  });
});

describe('the target is told', () => {
  function told(event: object, filter?: AssumptionFilter): any {
    const [{ InputTransformer }] = inPartition(rule(watched((stack) => ({ filter, ...toQueue(stack) })).stack)).Targets;
    return JSON.parse(transformInput(InputTransformer, event));
  }

  test('who called AssumeRole, from where, with which device, in which session', () => {
    expect(told(assumeRole())).toEqual({
      summary: 'AssumeRole of arn:aws:iam::111122223333:role/EC2-dev, at 2014-07-18T15:07:39Z from 192.0.2.101: AIDAQRSTUVWXYZEXAMPLE of account 777788889999 ',
      role: 'arn:aws:iam::111122223333:role/EC2-dev',
      event: 'AssumeRole',
      time: '2014-07-18T15:07:39Z',
      region: 'us-east-2',
      sourceIp: '192.0.2.101',
      account: '777788889999',
      principalId: 'AIDAQRSTUVWXYZEXAMPLE',
      identity: '',
      switchedFrom: '',
      sessionName: 'JohnDoe-EC2-dev',
      sourceIdentity: 'JohnDoe',
      mfaDevice: 'arn:aws:iam::777788889999:mfa',
      eventId: 'dEXAMPLE-ac7f-466c-a608-4ac8dEXAMPLE',
      sharedEventId: 'bEXAMPLE-efea-4a70-b951-19a88EXAMPLE',
    });
  });

  test('of a call without MFA that the console makes, no device', () => {
    expect(told(assumeRoleByConsole())).toMatchObject({ mfaDevice: '', sourceIp: 'AWS Internal', sessionName: 'JohnDoe' });
  });

  test('who switched roles in the console, and from which identity', () => {
    expect(told(switchRole())).toMatchObject({
      event: 'SwitchRole',
      account: '111122223333',
      principalId: 'AROAQRSTUVWXYZEXAMPLE:JohnDoe',
      identity: 'arn:aws:sts::111122223333:assumed-role/EC2-dev/JohnDoe',
      switchedFrom: 'arn:aws:iam::777788889999:user/JohnDoe',
      sessionName: '',
      sourceIp: '192.0.2.101',
    });
  });

  test('which filter it was', () => {
    const { summary } = told(assumeRole({ userIdentity: { accountId: '999999999999' } }), AssumptionFilter.exceptAccounts(CALLING));
    expect(summary).toContain('AssumeRole of arn:aws:iam::111122223333:role/EC2-dev from other accounts than 777788889999, at ');
  });

  test('what the user wants it to be told, if the target says so', () => {
    const message = RuleTargetInput.fromText(`Look: ${EventField.fromPath('$.detail.eventName')}`);
    const { stack } = watched((scope) => ({ target: new targets.SqsQueue(new Queue(scope, 'Queue'), { message }) }));
    expect(rule(stack).Targets[0].InputTransformer.InputTemplate).toBe('"Look: <detail-eventName>"');
  });

  test('the event itself, if it is an event bus, which takes nothing else', () => {
    const { stack } = watched((scope) => ({ target: new targets.EventBus(EventBus.fromEventBusArn(scope, 'Bus', `arn:aws:events:us-west-2:${CALLING}:event-bus/security`)) }));
    const [target] = rule(stack).Targets;
    expect(target.Arn).toBe(`arn:aws:events:us-west-2:${CALLING}:event-bus/security`);
    expect(Object.keys(target).sort()).toEqual(['Arn', 'Id', 'RoleArn']);
  });
});

describe('other Regions', () => {
  const regions = ['us-east-1', 'eu-west-1', 'ap-south-1', 'us-east-1'];

  test('have a rule of the same pattern each, that passes events on to the bus of the role\'s Region', () => {
    const { accounts, stack } = watched(() => ({ regions }));
    const others = accounts.app.node.children.filter((child): child is Stack => Stack.isStack(child) && child !== stack);
    expect(others.map(({ account, region }) => [account, region])).toEqual([[ROLES, 'us-east-1'], [ROLES, 'ap-south-1']]);
    others.forEach((other) => {
      const { EventPattern, State, Targets } = inPartition(rule(other));
      expect(EventPattern).toEqual(patternOf());
      expect(State).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
      expect(Targets.map(({ Arn }: any) => Arn)).toEqual([`arn:aws:events:eu-west-1:${ROLES}:event-bus/default`]);
      expect(Targets[0].InputTransformer).toBeUndefined();
      expect(rule(other).Description).toBe('Passes on to eu-west-1 that EC2-dev is assumed');
      expect(templateOf(other).toJSON().Description).toBe(`Passes on to eu-west-1 when roles of Roles are assumed in ${other.region}`);
    });
  });

  test('have nothing that may do more than pass events on', () => {
    const { accounts } = watched(() => ({ regions }));
    const [, other] = accounts.app.node.children as Stack[];
    const { PolicyDocument } = inPartition(only(templateOf(other), 'AWS::IAM::Policy'));
    expect(PolicyDocument.Statement).toEqual([{ Effect: 'Allow', Action: 'events:PutEvents', Resource: `arn:aws:events:eu-west-1:${ROLES}:event-bus/default` }]);
  });

  test('are deployed together with the role', () => {
    const { accounts } = watched(() => ({ regions }));
    const [roles, ...others] = accounts.app.synth().stacks.sort((a, b) => b.stackName.length < a.stackName.length ? 1 : -1);
    expect(roles.dependencies.filter(({ manifest: { type } }) => type === 'aws:cloudformation:stack').map(({ id }) => id).sort())
      .toEqual(others.map(({ id }) => id).sort());
  });

  test('pass on every assumption of a role once, whatever the rules and filters', () => {
    const { accounts, role } = watched(() => ({ regions: ['us-east-1'], filter: AssumptionFilter.outsideNetworks('192.0.2.0/24') }));
    role.onAssumed('Other', { regions: ['us-east-1'], filter: AssumptionFilter.exceptAccounts(CALLING), eventPattern: { account: [ROLES] } });
    const [, other, ...more] = accounts.app.node.children as Stack[];
    expect(more).toEqual([]);
    expect(inPartition(rule(other)).EventPattern).toEqual(patternOf());
  });

  test('have one stack for all roles', () => {
    const { accounts, stack } = watched(() => ({ regions: ['us-east-1'] }));
    new TrustingRole(stack, 'Second', { assumingAccount: CALLING, roleName: 'second' }).onAssumed('Assumed', { regions: ['us-east-1'] });
    const [, other, ...more] = accounts.app.node.children as Stack[];
    expect(more).toEqual([]);
    templateOf(other).resourceCountIs('AWS::Events::Rule', 2);
  });

  test.each<[string, string, string[] | undefined, number]>([
    ['us-east-1 is not among them', 'eu-west-1', undefined, 1],
    ['others are', 'eu-west-1', ['us-east-2'], 1],
    ['it is', 'eu-west-1', ['us-east-1'], 0],
    ['the role is there', 'us-east-1', undefined, 0],
    ['the role is in China, where there is no global endpoint', 'cn-north-1', undefined, 0],
    ['the role is in GovCloud, where there is none either', 'us-gov-west-1', undefined, 0],
  ])('are missed where %s', (_, region, given, warnings) => {
    const { stack } = watched(() => ({ regions: given }), region);
    expect(Annotations.fromStack(stack).findWarning('/Roles/Role/Assumed', ELSEWHERE)).toHaveLength(warnings);
  });

  test('a role of a Region that is not known is warned of too', () => {
    const accounts = new TwoAccounts();
    const stack = new Stack(accounts.app, 'Roles', { env: { account: ROLES } });
    new TrustingRole(stack, 'Role', { assumingAccount: CALLING }).onAssumed('Assumed');
    expect(Annotations.fromStack(stack).findWarning('/Roles/Role/Assumed', ELSEWHERE)).toHaveLength(1);
  });
});
