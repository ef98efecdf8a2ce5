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

interface Monitored {
  readonly accounts: TwoAccounts;
  readonly stack: Stack;
  readonly role: TrustingRole;
}

function monitored(options: (stack: Stack) => OnAssumedOptions, region = 'eu-west-1', props: Partial<TrustingRoleProps> = {}): Monitored {
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
  test('receives events of read-only calls, which include AssumeRole', () => {
    expect(rule(monitored(() => ({})).stack).State).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
  });

  test('describes its role and its filter', () => {
    expect(rule(monitored(() => ({})).stack).Description).toBe('EC2-dev is assumed');
    const filtered = monitored(() => ({ filter: AssumptionFilter.outsideNetworks('192.0.2.0/24', '198.51.100.7') }));
    expect(rule(filtered.stack).Description).toBe('EC2-dev is assumed from outside 192.0.2.0/24 and 198.51.100.7');
  });

  test('has a description within EventBridge\'s limit, however many networks there are', () => {
    const many = Array.from({ length: 40 }, (_, i) => `198.51.100.${i}`);
    const whole = `EC2-dev is assumed from outside ${many.slice(0, -1).join(', ')} and ${many[39]}`;
    expect(rule(monitored(() => ({ filter: AssumptionFilter.outsideNetworks(...many) })).stack).Description).toBe(`${whole.slice(0, 511)}…`);
  });

  test('has a description of exactly as many characters as EventBridge allows', () => {
    const ids = [124, 124, 124, 71].map((length, i) => `AIDA${String(i).padStart(length, '0')}`);
    const whole = `EC2-dev is assumed by other principals than ${ids.slice(0, 3).join(', ')} and ${ids[3]}`;
    expect(whole).toHaveLength(512);
    expect(rule(monitored(() => ({ filter: AssumptionFilter.exceptPrincipals(...ids) })).stack).Description).toBe(whole);
  });

  test.each<[string, AssumptionFilter, string]>([
    ['a window', AssumptionFilter.outsideWindow(AccessWindow.endingAt(Expiration.fromString('2090-01-31T00:00:00Z'))), 'outside the window until 2090-01-31T00:00:00Z'],
    ['users', AssumptionFilter.exceptUsers('ann', 'bob'), 'by other users than ann and bob'],
    ['principals', AssumptionFilter.exceptPrincipals('AIDACKCEVSQ6C2EXAMPLE'), 'by other principals than AIDACKCEVSQ6C2EXAMPLE'],
    ['accounts', AssumptionFilter.exceptAccounts(CALLING), `from other accounts than ${CALLING}`],
  ])('describes a filter of %s', (_, filter, words) => {
    expect(rule(monitored(() => ({ filter }), 'eu-west-1', { requireUserNameAsRoleSessionName: true }).stack).Description).toBe(`EC2-dev is assumed ${words}`);
  });

  test('has the given name and description', () => {
    const { stack } = monitored(() => ({ ruleName: 'watch', description: 'Somebody reads.' }));
    expect(rule(stack)).toMatchObject({ Name: 'watch', Description: 'Somebody reads.' });
  });

  test('is made in the given scope', () => {
    const accounts = new TwoAccounts();
    const [roles, monitoring] = [accounts.stack('Roles', ROLES), accounts.stack('Monitoring', ROLES)];
    const role = new TrustingRole(roles, 'Role', { assumingAccount: CALLING });
    role.onAssumed('Assumed', { crossStackScope: monitoring, ...toQueue(monitoring) });
    templateOf(roles).resourceCountIs('AWS::Events::Rule', 0);
    expect(JSON.stringify(rule(monitoring))).not.toContain('Fn::ImportValue');
  });

  test('may be one of several', () => {
    const { role, stack } = monitored(() => ({}));
    role.onAssumed('Other', { filter: AssumptionFilter.exceptAccounts(CALLING) });
    templateOf(stack).resourceCountIs('AWS::Events::Rule', 2);
  });

  test('accepts targets later, which receive the whole event', () => {
    const { role, stack } = monitored(() => ({}));
    role.onAssumed('Later').addTarget(new targets.SqsQueue(new Queue(stack, 'Queue')));
    const [{ InputTransformer, Arn }] = Object.values(templateOf(stack).findResources('AWS::Events::Rule', { Properties: { Targets: [{}] } }))
      .map(({ Properties }) => Properties.Targets[0]);
    expect(Arn).toBeDefined();
    expect(InputTransformer).toBeUndefined();
  });
});

describe('the target receives', () => {
  function messageOf(event: object, filter?: AssumptionFilter): any {
    const [{ InputTransformer }] = inPartition(rule(monitored((stack) => ({ filter, ...toQueue(stack) })).stack)).Targets;
    return JSON.parse(transformInput(InputTransformer, event));
  }

  test('who called AssumeRole, from where, with which device, in which session', () => {
    expect(messageOf(assumeRole())).toEqual({
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

  test('no device of a call by the console without MFA', () => {
    expect(messageOf(assumeRoleByConsole())).toMatchObject({ mfaDevice: '', sourceIp: 'AWS Internal', sessionName: 'JohnDoe' });
  });

  test('who switched roles in the console, and from which identity', () => {
    expect(messageOf(switchRole())).toMatchObject({
      event: 'SwitchRole',
      account: '111122223333',
      principalId: 'AROAQRSTUVWXYZEXAMPLE:JohnDoe',
      identity: 'arn:aws:sts::111122223333:assumed-role/EC2-dev/JohnDoe',
      switchedFrom: 'arn:aws:iam::777788889999:user/JohnDoe',
      sessionName: '',
      sourceIp: '192.0.2.101',
    });
  });

  test('the filter', () => {
    const { summary } = messageOf(assumeRole({ userIdentity: { accountId: '999999999999' } }), AssumptionFilter.exceptAccounts(CALLING));
    expect(summary).toContain('AssumeRole of arn:aws:iam::111122223333:role/EC2-dev from other accounts than 777788889999, at ');
  });

  test('the target\'s own message, if it has one', () => {
    const message = RuleTargetInput.fromText(`Assumed: ${EventField.fromPath('$.detail.eventName')}`);
    const { stack } = monitored((scope) => ({ target: new targets.SqsQueue(new Queue(scope, 'Queue'), { message }) }));
    expect(rule(stack).Targets[0].InputTransformer.InputTemplate).toBe('"Assumed: <detail-eventName>"');
  });

  test('the whole event, if it is an event bus, which accepts nothing else', () => {
    const { stack } = monitored((scope) => ({ target: new targets.EventBus(EventBus.fromEventBusArn(scope, 'Bus', `arn:aws:events:us-west-2:${CALLING}:event-bus/security`)) }));
    const [target] = rule(stack).Targets;
    expect(target.Arn).toBe(`arn:aws:events:us-west-2:${CALLING}:event-bus/security`);
    expect(Object.keys(target).sort()).toEqual(['Arn', 'Id', 'RoleArn']);
  });
});

describe('other Regions', () => {
  const regions = ['us-east-1', 'eu-west-1', 'ap-south-1', 'us-east-1'];

  test('have a rule with the same pattern each, which forwards events to the bus of the role\'s Region', () => {
    const { accounts, stack } = monitored(() => ({ regions }));
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

  test('have only the permission to forward events', () => {
    const { accounts } = monitored(() => ({ regions }));
    const [, other] = accounts.app.node.children as Stack[];
    const { PolicyDocument } = inPartition(only(templateOf(other), 'AWS::IAM::Policy'));
    expect(PolicyDocument.Statement).toEqual([{ Effect: 'Allow', Action: 'events:PutEvents', Resource: `arn:aws:events:eu-west-1:${ROLES}:event-bus/default` }]);
  });

  test('are deployed together with the role', () => {
    const { accounts } = monitored(() => ({ regions }));
    const [roles, ...others] = accounts.app.synth().stacks.sort((a, b) => b.stackName.length < a.stackName.length ? 1 : -1);
    expect(roles.dependencies.filter(({ manifest: { type } }) => type === 'aws:cloudformation:stack').map(({ id }) => id).sort())
      .toEqual(others.map(({ id }) => id).sort());
  });

  test('forward every assumption of a role once, whatever the rules and filters', () => {
    const { accounts, role } = monitored(() => ({ regions: ['us-east-1'], filter: AssumptionFilter.outsideNetworks('192.0.2.0/24') }));
    role.onAssumed('Other', { regions: ['us-east-1'], filter: AssumptionFilter.exceptAccounts(CALLING), eventPattern: { account: [ROLES] } });
    const [, other, ...more] = accounts.app.node.children as Stack[];
    expect(more).toEqual([]);
    expect(inPartition(rule(other)).EventPattern).toEqual(patternOf());
  });

  test('have one stack for all roles', () => {
    const { accounts, stack } = monitored(() => ({ regions: ['us-east-1'] }));
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
  ])('cause a warning: %s', (_, region, given, warnings) => {
    const { stack } = monitored(() => ({ regions: given }), region);
    expect(Annotations.fromStack(stack).findWarning('/Roles/Role/Assumed', ELSEWHERE)).toHaveLength(warnings);
  });

  test('a role in an unknown Region causes the warning too', () => {
    const accounts = new TwoAccounts();
    const stack = new Stack(accounts.app, 'Roles', { env: { account: ROLES } });
    new TrustingRole(stack, 'Role', { assumingAccount: CALLING }).onAssumed('Assumed');
    expect(Annotations.fromStack(stack).findWarning('/Roles/Role/Assumed', ELSEWHERE)).toHaveLength(1);
  });
});
