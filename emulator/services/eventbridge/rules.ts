import { EventRule, eventRuleArn, EventTarget, RULE_STATES } from '../../accounts/event-rule';
import { Call, Operations, Permission } from '../../api/operation';
import { AwsError, notEmulated, rejectUnsupported } from '../../aws-error';

export const PRINCIPAL = 'events.amazonaws.com';

const TARGET_PROPERTIES = ['Id', 'Arn', 'RoleArn', 'InputTransformer'];

/** Rules on the default event buses. */
export const EVENTBRIDGE: Operations = {
  PutRule: {
    permission: onRule('PutRule', 'Name'),
    run: ({ account, region, params: { Name, EventPattern, State = 'ENABLED', Description: _ } }) => {
      if (!RULE_STATES.includes(State)) {
        throw new AwsError('ValidationException', `${State} is not a state of a rule`);
      }
      const arn = eventRuleArn(region, account.id, Name);
      const targets = account.eventRules.get(arn)?.targets ?? new Map();
      account.eventRules.set(arn, { name: Name, arn, region, pattern: parsePattern(EventPattern), state: State, targets });
      return { RuleArn: arn };
    },
  },
  DeleteRule: {
    permission: onRule('DeleteRule', 'Name'),
    run: (call) => {
      const { arn, targets } = ruleOf(call, 'Name');
      if (targets.size > 0) {
        throw new AwsError('ValidationException', 'Rule can\'t be deleted since it has targets.');
      }
      call.account.eventRules.delete(arn);
      return {};
    },
  },
  PutTargets: {
    permission: (call) => [onRule('PutTargets', 'Rule')(call), ...passRoles(call)],
    run: (call) => {
      const { targets } = ruleOf(call, 'Rule');
      call.params.Targets.forEach((target: EventTarget) => {
        rejectUnsupported('events PutTargets with a target with', target, TARGET_PROPERTIES);
        targets.set(target.Id, target);
      });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
  },
  RemoveTargets: {
    permission: onRule('RemoveTargets', 'Rule'),
    run: (call) => {
      const { targets } = ruleOf(call, 'Rule');
      call.params.Ids.forEach((id: string) => targets.delete(id));
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
  },
};

function onRule(action: string, nameParam: 'Name' | 'Rule'): (call: Call) => Permission {
  return ({ account, region, params }) => ({ action: `events:${action}`, resource: eventRuleArn(region, account.id, params[nameParam]) });
}

function passRoles({ params }: Call): Permission[] {
  return (params.Targets as EventTarget[]).filter(({ RoleArn }) => RoleArn)
    .map(({ RoleArn }) => ({ action: 'iam:PassRole', resource: RoleArn!, context: { 'iam:PassedToService': PRINCIPAL } }));
}

function ruleOf({ account, region, params }: Call, nameParam: 'Name' | 'Rule'): EventRule {
  const rule = account.eventRules.get(eventRuleArn(region, account.id, params[nameParam]));
  if (!rule) {
    throw new AwsError('ResourceNotFoundException', `Rule ${params[nameParam]} does not exist on EventBus default.`);
  }
  return rule;
}

function parsePattern(text?: string): object {
  if (!text) {
    throw notEmulated('events PutRule without a pattern');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('InvalidEventPatternException', 'Event pattern is not valid.');
  }
}
