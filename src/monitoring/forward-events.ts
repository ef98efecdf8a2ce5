import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { Names, Stack, Token } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import { assumptionEventPattern } from './assumption-pattern';
import { MonitoredRole } from './monitored-role';
import { receiveReadOnlyEvents } from './read-only-events';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { acknowledgeAll, acknowledgeInlinePolicy } from '../permissions/cdk-nag-acknowledgements';

/**
 * The Region in which CloudTrail records calls of the global STS endpoint, and console sign-ins without a Region.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
const GLOBAL_REGION = 'us-east-1';

/** Checks that events can be forwarded from each of these Regions to the Region of the role's stack. */
export function checkRegions(errors: ErrorContext, own: string, regions: string[]): void {
  if (regions.length > 0 && Token.isUnresolved(own)) {
    errors.fail('regions is given, but the Region of the role\'s stack is not known at synth', 'give the stack env: { account, region }');
  }
  const partitions = new Map(RegionInfo.regions.map(({ name, partition }) => [name, partition]));
  regions.forEach((region) => {
    if (Token.isUnresolved(region)) {
      errors.fail('regions has a token, but the CDK makes a stack in each Region at synth', 'give literals');
    }
    if (!partitions.has(region)) {
      errors.fail(`regions ${quoted(region)} is not a Region that the CDK knows`, 'give one such as "us-east-1", or update aws-cdk-lib if it is new');
    }
    if (partitions.has(own) && partitions.get(region) !== partitions.get(own)) {
      errors.fail(`regions ${quoted(region)} is not in the partition of ${own}`, 'give Regions of the role\'s partition');
    }
  });
}

/** The Region that records most assumptions, unless it is monitored. */
export function unmonitoredRegion(own: string, regions: string[]): string | undefined {
  const partition = Token.isUnresolved(own) ? undefined : RegionInfo.get(own).partition;
  const isMonitored = [own, ...regions].includes(GLOBAL_REGION);
  return isMonitored || partition && partition !== RegionInfo.get(GLOBAL_REGION).partition ? undefined : GLOBAL_REGION;
}

/**
 * Forwards all events of a role's assumption in other Regions to the Region of the role.
 *
 * They arrive unchanged on its default event bus. Each Region has one rule for all rules of the role, whatever their filters, so
 * that each of them receives an event once.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export function forwardEvents({ construct, identity }: MonitoredRole, regions: string[]): void {
  const own = outermost(Stack.of(construct));
  const { account, region: home } = own;
  regions.filter((region) => region !== home).forEach((region) => {
    const stack = stackIn(region, own);
    const id = Names.uniqueId(construct);
    if (stack.node.tryFindChild(id)) {
      return;
    }
    const forwarder = new Rule(stack, id, {
      description: `Passes on to ${home} that ${identity.roleName} is assumed`,
      eventPattern: assumptionEventPattern(account, identity),
    });
    receiveReadOnlyEvents(forwarder);
    forwarder.addTarget(new EventBusTarget(EventBus.fromEventBusArn(forwarder, 'Home', stack.formatArn({
      service: 'events', region: home, resource: 'event-bus', resourceName: 'default',
    }))));
    acknowledgeForwarder(forwarder);
  });
}

/** The CDK makes a role with an inline policy for the target. */
function acknowledgeForwarder(forwarder: Rule): void {
  forwarder.node.findAll().filter((construct) => construct instanceof CfnPolicy).forEach((policy) =>
    acknowledgeInlinePolicy(policy, 'The CDK makes this role, and its policy, for one target of one rule: it may send events to one event bus'));
  acknowledgeAll(forwarder.node.defaultChild!, ['Serverless-EventBusDLQ'],
    'EventBridge tries for 24 hours to deliver an event to the event bus, and counts failures in the metric FailedInvocations');
}

function stackIn(region: string, own: Stack): Stack {
  const id = `${own.node.id}-assumptions-${region}`;
  const parent = own.node.scope as Construct;
  const stack = parent.node.tryFindChild(id) as Stack | undefined ?? new Stack(parent, id, {
    env: { account: own.account, region },
    description: `Passes on to ${own.region} when roles of ${own.node.path} are assumed in ${region}`,
  });
  own.node.addDependency(stack);
  return stack;
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}
