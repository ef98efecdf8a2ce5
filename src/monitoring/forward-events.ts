import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';
import { Names, Stack, Token } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import { allManagementEvents } from './all-management-events';
import { eventsOfAssumption } from './assumption-pattern';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import type { TrustingRole } from '../trusting-role';

/**
 * Where the global endpoint of STS, and the console of people who sign in without a Region, record their events.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
const GLOBAL_REGION = 'us-east-1';

export function checkRegions(errors: ErrorContext, own: string, regions: string[]): void {
  if (regions.length > 0 && Token.isUnresolved(own)) {
    errors.fail('regions are given, and the Region of the role\'s stack is not known at synth', 'give the stack env: { account, region }');
  }
  const partitions = new Map(RegionInfo.regions.map(({ name, partition }) => [name, partition]));
  regions.forEach((region) => {
    if (Token.isUnresolved(region)) {
      errors.fail('regions has a token, and a stack is made in each at synth', 'give literals');
    }
    if (!partitions.has(region)) {
      errors.fail(`regions ${quoted(region)} is no Region that the CDK knows`, 'give one such as "us-east-1", or update aws-cdk-lib where it is new');
    }
    if (partitions.has(own) && partitions.get(region) !== partitions.get(own)) {
      errors.fail(`regions ${quoted(region)} is not in the partition of ${own}`, 'give Regions of the role\'s own partition');
    }
  });
}

/** The Region where assumptions are recorded that most people make, where it is not among those that are seen. */
export function unmonitoredRegion(own: string, regions: string[]): string | undefined {
  const partition = Token.isUnresolved(own) ? undefined : RegionInfo.get(own).partition;
  const isSeen = [own, ...regions].includes(GLOBAL_REGION);
  return isSeen || partition && partition !== RegionInfo.get(GLOBAL_REGION).partition ? undefined : GLOBAL_REGION;
}

/**
 * Passes on to the Region of a role all events of its assumption in others. They arrive on its default bus as they are: with one rule
 * in each Region for all rules of the role, whatever their filters, each of them is told once.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export function forwardEvents(role: TrustingRole, regions: string[]): void {
  const own = outermost(Stack.of(role));
  const { account, region: home } = own;
  regions.filter((region) => region !== home).forEach((region) => {
    const stack = stackIn(region, own);
    const id = Names.uniqueId(role);
    if (stack.node.tryFindChild(id)) {
      return;
    }
    const forwarder = new Rule(stack, id, {
      description: `Passes on to ${home} that ${role._config.identity.roleName} is assumed`,
      eventPattern: eventsOfAssumption(account, role._config.identity),
    });
    allManagementEvents(forwarder);
    forwarder.addTarget(new EventBusTarget(EventBus.fromEventBusArn(forwarder, 'Home', stack.formatArn({
      service: 'events', region: home, resource: 'event-bus', resourceName: 'default',
    }))));
  });
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
