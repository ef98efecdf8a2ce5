import { Annotations, Aws, CfnCondition, Fn, Lazy, Stack, Token } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { IConstruct } from 'constructs';
import { closestMatch } from '../../core/did-you-mean';
import { quoted, REGION } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';
import { AssumableRole } from '../assumable-role';

/** The console's sign-in host of a partition. */
interface SignInHost {
  readonly name: string;
  /** Whether the host without a Region before it is known to have the *Switch role* form. */
  readonly isGlobal: boolean;
}

/**
 * By the endpoint rules of AWS Sign-In in the SDKs, which put the Region before each host. AWS has documented the *Switch role* form for the
 * first only. The first three are in use without a Region; in the European Sovereign Cloud users report that the host needs one.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/signin-service.html
 * @see https://github.com/tilfinltd/aws-extend-switch-roles/issues/407
 */
const SIGN_IN_HOSTS: Readonly<Record<string, SignInHost>> = {
  'aws': { name: 'signin.aws.amazon.com', isGlobal: true },
  'aws-cn': { name: 'signin.amazonaws.cn', isGlobal: true },
  'aws-us-gov': { name: 'signin.amazonaws-us-gov.com', isGlobal: true },
  'aws-eusc': { name: 'signin.amazonaws-eusc.eu', isGlobal: false },
  'aws-iso': { name: 'signin.c2shome.ic.gov', isGlobal: false },
  'aws-iso-b': { name: 'signin.sc2shome.sgov.gov', isGlobal: false },
  'aws-iso-e': { name: 'signin.csphome.adc-e.uk', isGlobal: false },
  'aws-iso-f': { name: 'signin.csphome.hci.ic.gov', isGlobal: false },
};

/** In a partition that the library does not know. No host has this name: a link to the host of another partition would mislead users. */
const UNKNOWN_HOST = 'sign-in-host-is-not-known.invalid';

/** A Region can be newer than the CDK. */
export function checkSignInRegion(errors: ErrorContext, given: string, partition: string): void {
  const region = errors.known(given);
  if (Token.isUnresolved(region)) {
    return;
  }
  if (!REGION.test(region)) {
    errors.fail(`switchRole signInRegion ${quoted(region)} is not a Region`, 'give one such as "eu-west-1"');
  }
  const itsPartition = RegionInfo.get(region).partition;
  if (itsPartition !== undefined && !Token.isUnresolved(partition) && itsPartition !== partition) {
    errors.fail(`switchRole signInRegion ${quoted(region)} is in the partition ${itsPartition}, and the stack in ${partition}`,
      'give a Region of the same partition, or leave it out');
  }
}

/** A Region that the CDK does not know is more likely a typing error than a new one. */
export function warnOnUnknownSignInRegion(scope: IConstruct, errors: ErrorContext, signInRegion?: string): void {
  if (signInRegion === undefined || Token.isUnresolved(signInRegion) || RegionInfo.get(signInRegion).partition !== undefined) {
    return;
  }
  const closest = closestMatch(signInRegion, RegionInfo.regions.map(({ name }) => name));
  Annotations.of(scope).addWarningV2('cdk-cross-account-read-only-access:signInRegionUnknown', errors.message(
    `switchRole signInRegion ${quoted(signInRegion)} is not a Region that the CDK knows, so that the link may lead nowhere`,
    `did you mean "${closest}"? If the Region is new, acknowledge the warning`));
}

/**
 * The sign-in host for a role; undefined if that of its partition is not known. It is a literal if the partition is known, otherwise chosen
 * at deployment, by conditions in the stack that uses the link.
 */
export function signInHost({ scope, partition, switchRole }: AssumableRole): string | undefined {
  const signInRegion = switchRole?.signInRegion;
  return Token.isUnresolved(partition)
    ? Lazy.uncachedString({ produce: ({ scope: user }) => hostChosenIn(Stack.of(user), signInRegion) })
    : hostOf(partition, Stack.of(scope).region, signInRegion);
}

function hostOf(partition: string, ownRegion: string, signInRegion?: string): string | undefined {
  const host = Object.hasOwn(SIGN_IN_HOSTS, partition) ? SIGN_IN_HOSTS[partition] : undefined;
  const region = signInRegion ?? (host?.isGlobal ? undefined : ownRegion);
  return host && [...region === undefined ? [] : [region], host.name].join('.');
}

function hostChosenIn(stack: Stack, signInRegion?: string): string {
  // A Region is in one partition: elsewhere its host would be another partition's.
  const only = signInRegion === undefined || Token.isUnresolved(signInRegion) ? undefined : RegionInfo.get(signInRegion).partition;
  return Object.keys(SIGN_IN_HOSTS).filter((partition) => (only ?? partition) === partition).reduceRight((otherwise, partition) => {
    const host = hostOf(partition, Aws.REGION, signInRegion);
    return Fn.conditionIf(isPartition(stack, partition).logicalId, host, otherwise).toString();
  }, UNKNOWN_HOST);
}

function isPartition(stack: Stack, partition: string): CfnCondition {
  const id = `IsPartition-${partition}`;
  const expression = Fn.conditionEquals(Aws.PARTITION, partition);
  return stack.node.tryFindChild(id) as CfnCondition | undefined ?? new CfnCondition(stack, id, { expression });
}
