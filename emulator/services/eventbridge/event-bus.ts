import { randomUUID } from 'crypto';
import { matches } from './event-pattern';
import { transformInput } from './input-transformer';
import { PRINCIPAL } from './rules';
import { RoleSession } from '../../accounts/credentials';
import { EventRule, EventTarget } from '../../accounts/event-rule';
import { Role } from '../../accounts/identity';
import { Partition } from '../../accounts/partition';
import { accountFromQueueArn } from '../../accounts/queue';
import { resolveTrustPolicy } from '../../accounts/trust-policy';
import { AuthorizationRequest, Decision } from '../../api/authorization';
import { CloudTrailRecord } from '../../api/cloudtrail';
import { notEmulated } from '../../aws-error';

const DEFAULT_BUS = /^arn:aws:events:([a-z0-9-]+):(\d{12}):event-bus\/default$/;

type Decide = (request: AuthorizationRequest) => Promise<Decision>;
type Event = ReturnType<typeof toEvent>;

/**
 * The default event buses of all accounts and Regions. Every account has a trail of management events. An event that a target does not
 * accept is lost: there is no retry and no dead-letter queue.
 */
export class EventBuses {
  constructor(private readonly partition: Partition, private readonly decide: Decide) {}

  public async deliver(record: CloudTrailRecord): Promise<void> {
    await this.put(toEvent(record), record.recipientAccountId, record.awsRegion);
  }

  private async put(event: Event, account: string, region: string): Promise<void> {
    for (const rule of this.partition.account(account).eventRules.values()) {
      if (rule.region === region && receives(rule, event) && matches(rule.pattern, event)) {
        for (const target of rule.targets.values()) {
          await this.send(event, account, rule, target);
        }
      }
    }
  }

  private async send(event: Event, account: string, rule: EventRule, target: EventTarget): Promise<void> {
    const [, region, owner] = DEFAULT_BUS.exec(target.Arn) ?? [];
    const owningAccount = accountFromQueueArn(target.Arn);
    if (owningAccount) {
      await this.sendToQueue(owningAccount, rule, target, inputFor(event, target));
    } else if (region && owner === account && target.RoleArn && !target.InputTransformer) {
      await this.forward(event, account, region, target as Required<EventTarget>);
    } else {
      throw notEmulated(`a rule's target ${JSON.stringify(target)}`);
    }
  }

  private async sendToQueue(account: string, { arn }: EventRule, { Arn }: EventTarget, input: string): Promise<void> {
    const queue = this.partition.findQueue(Arn);
    const { allowed } = await this.decide({
      principal: PRINCIPAL,
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
  private async forward(event: Event, account: string, region: string, { Arn, RoleArn }: Required<EventTarget>): Promise<void> {
    const role = this.partition.findIdentity(({ arn }) => arn === RoleArn) as Role | undefined;
    const assumed = await this.decide({
      principal: PRINCIPAL,
      policies: { identity: [] },
      action: 'sts:AssumeRole',
      resource: RoleArn,
      account,
      resourcePolicy: role && resolveTrustPolicy(this.partition, role.trustPolicy),
      context: { 'aws:PrincipalIsAWSService': 'true' },
    });
    if (assumed.allowed && await this.canPutEvents(new RoleSession(this.partition.account(account), role!, 'events', new Date()), Arn)) {
      await this.put(event, account, region);
    }
  }

  private async canPutEvents(session: RoleSession, bus: string): Promise<boolean> {
    const { allowed } = await this.decide({
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
function toEvent(record: CloudTrailRecord) {
  return {
    'version': '0',
    'id': randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    'source': record.eventSource.replace(/^(\w+)\.amazonaws\.com$/, 'aws.$1'),
    'account': record.recipientAccountId,
    'time': record.eventTime,
    'region': record.awsRegion,
    'resources': [],
    // JSON leaves out undefined fields.
    'detail': JSON.parse(JSON.stringify(record)),
  };
}

/** By default, a rule does not receive read-only management events. */
function receives({ state }: EventRule, { detail }: Event): boolean {
  return state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' || state === 'ENABLED' && !detail.readOnly;
}

function inputFor(event: Event, { InputTransformer }: EventTarget): string {
  return InputTransformer ? transformInput(InputTransformer, event) : JSON.stringify(event);
}
