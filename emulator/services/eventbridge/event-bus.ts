import { randomUUID } from 'crypto';
import { EVENTS } from './rules';
import { transformed } from '../../../test/support/events/input';
import { matches } from '../../../test/support/events/pattern';
import { RoleSession } from '../../accounts/credentials';
import { EventRule, EventTarget } from '../../accounts/event-rule';
import { Role } from '../../accounts/identity';
import { World } from '../../accounts/partition';
import { accountOfQueue } from '../../accounts/queue';
import { currentTrustPolicy } from '../../accounts/trust-policy';
import type { AuthorizationRequest, Decision } from '../../api/authorization';
import { CloudTrailRecord } from '../../api/cloudtrail';
import { notEmulated } from '../../aws-error';

const DEFAULT_BUS = /^arn:aws:events:([a-z0-9-]+):(\d{12}):event-bus\/default$/;

type Decide = (request: AuthorizationRequest) => Promise<Decision>;
type Event = ReturnType<typeof eventOf>;

/**
 * The default event buses of all accounts and Regions. Every account has a trail that records management events. What a target does
 * not take is lost, as it has no queue for dead letters.
 */
export class EventBuses {
  constructor(private readonly world: World, private readonly decided: Decide) {}

  public async deliver(record: CloudTrailRecord): Promise<void> {
    await this.put(eventOf(record), record.recipientAccountId, record.awsRegion);
  }

  private async put(event: Event, account: string, region: string): Promise<void> {
    for (const rule of this.world.account(account).eventRules.values()) {
      if (rule.region === region && isTold(rule, event) && matches(rule.pattern, event)) {
        for (const target of rule.targets.values()) {
          await this.send(event, account, rule, target);
        }
      }
    }
  }

  private async send(event: Event, account: string, rule: EventRule, target: EventTarget): Promise<void> {
    const [, region, owner] = DEFAULT_BUS.exec(target.Arn) ?? [];
    const owningAccount = accountOfQueue(target.Arn);
    if (owningAccount) {
      await this.sendToQueue(owningAccount, rule, target, inputOf(event, target));
    } else if (region && owner === account && target.RoleArn && !target.InputTransformer) {
      await this.passOn(event, account, region, target as Required<EventTarget>);
    } else {
      throw notEmulated(`a rule's target ${JSON.stringify(target)}`);
    }
  }

  private async sendToQueue(account: string, { arn }: EventRule, { Arn }: EventTarget, input: string): Promise<void> {
    const queue = this.world.queue(Arn);
    const { allowed } = await this.decided({
      principal: EVENTS,
      policies: { identity: [] },
      action: 'sqs:SendMessage',
      resource: Arn,
      account,
      resourcePolicy: queue?.policy,
      context: { 'aws:PrincipalIsAWSService': 'true', 'aws:SourceArn': arn, 'aws:SourceAccount': arn.split(':')[4] },
    });
    if (allowed) {
      queue!.send(input);
    }
  }

  /** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html */
  private async passOn(event: Event, account: string, region: string, { Arn, RoleArn }: Required<EventTarget>): Promise<void> {
    const role = this.world.findIdentity(({ arn }) => arn === RoleArn) as Role | undefined;
    const assumed = await this.decided({
      principal: EVENTS,
      policies: { identity: [] },
      action: 'sts:AssumeRole',
      resource: RoleArn,
      account,
      resourcePolicy: role && currentTrustPolicy(this.world, role.trustPolicy),
      context: { 'aws:PrincipalIsAWSService': 'true' },
    });
    if (assumed.allowed && await this.mayPut(new RoleSession(this.world.account(account), role!, 'events', new Date()), Arn)) {
      await this.put(event, account, region);
    }
  }

  private async mayPut(session: RoleSession, bus: string): Promise<boolean> {
    const { allowed } = await this.decided({
      principal: session.arn,
      policies: session.policies(),
      action: 'events:PutEvents',
      resource: bus,
      account: session.account.id,
      context: session.context(),
    });
    return allowed;
  }
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
function eventOf(record: CloudTrailRecord) {
  return {
    'version': '0',
    'id': randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    'source': record.eventSource.replace(/^(\w+)\.amazonaws\.com$/, 'aws.$1'),
    'account': record.recipientAccountId,
    'time': record.eventTime,
    'region': record.awsRegion,
    'resources': [],
    // Without what is not set, as JSON leaves it out.
    'detail': JSON.parse(JSON.stringify(record)),
  };
}

/** Of what only reads a rule is told nothing, unless it asks for all management events. */
function isTold({ state }: EventRule, { detail }: Event): boolean {
  return state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' || state === 'ENABLED' && !detail.readOnly;
}

function inputOf(event: Event, { InputTransformer }: EventTarget): string {
  return InputTransformer ? transformed(InputTransformer, event) : JSON.stringify(event);
}
