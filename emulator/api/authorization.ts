import { getDenialReasons, getGrantReasons, runSimulation, Simulation } from '@cloud-copilot/iam-simulate';
import { CallerPolicies } from '../accounts/credentials';
import { PolicyDocument } from '../accounts/policy-document';
import { AwsError } from '../aws-error';

type Analysis = Parameters<typeof getGrantReasons>[0];
type Explain = NonNullable<Analysis['resourceAnalysis']>['unmatchedStatements'][number]['explain'];

/** Condition keys and their values. */
export type Context = Record<string, string | string[]>;

/** A request to authorize. */
export interface AuthorizationRequest {
  /** The caller's ARN, as resource policies name it. */
  readonly principal: string;
  readonly policies: CallerPolicies;
  readonly action: string;
  readonly resource: string;
  /** The account that owns the resource. */
  readonly account: string;
  readonly context: Context;
  /** The policy of the resource: a role's trust policy, a queue's policy. */
  readonly resourcePolicy?: PolicyDocument;
}

/** An authorization decision and the statement or missing permission behind it. */
export interface Decision {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
  readonly reason: string;
  /** The part of the reason that AWS discloses to the caller. */
  readonly disclosedReason: string;
}

/** Decides with an independent engine, and with nothing else. A request that the engine cannot decide is an error, not a denial. */
export async function decide(request: AuthorizationRequest): Promise<Decision> {
  const { principal, policies, action, resource } = request;
  const simulation: Simulation = {
    request: { principal, action, resource: { resource, accountId: request.account }, contextVariables: request.context },
    identityPolicies: policies.identity,
    permissionBoundaryPolicies: policies.boundary,
    sessionPolicy: policies.session,
    resourcePolicy: request.resourcePolicy,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  const answer = await runSimulation(simulation, {});
  if (answer.resultType !== 'single') {
    throw new Error(`the engine cannot decide ${action} on ${resource}: ${JSON.stringify(answer.resultType === 'error' ? answer.errors : answer.results)}`);
  }
  const { analysis } = answer.result;
  const allowed = answer.overallResult === 'Allowed';
  const reason = allowed ? grantReason(analysis, action) : denialReason(analysis, action);
  const isSameAccount = principal.split(':')[4] === request.account;
  return { principal, action, resource, allowed, reason, disclosedReason: !allowed && isSameAccount ? disclosedReason(analysis, action) : '' };
}

/**
 * The error that AWS answers with.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function accessDenied({ principal, action, resource, disclosedReason: disclosed }: Decision): AwsError {
  const message = `User: ${principal} is not authorized to perform: ${action} on resource: ${resource}${disclosed}`;
  // EC2 uses another code: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  return action.startsWith('ec2:')
    ? new AwsError('UnauthorizedOperation', `You are not authorized to perform this operation. ${message}`, 403)
    : new AwsError('AccessDenied', message, 403);
}

/** The type of one policy that denied. To a caller of another account AWS discloses nothing, not even whether the resource exists. */
function disclosedReason(analysis: Analysis, action: string): string {
  const denials = getDenialReasons(analysis);
  const explicit = denials.find(({ denialType }) => denialType === 'Explicit');
  return explicit
    ? ` with an explicit deny in ${withArticle(policyType(explicit.policyType))}`
    : ` because no ${policyType(denials[0]?.policyType)} allows the ${action} action`;
}

function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** A type of policy in AWS's words. The engine gives no type if it is the session policy that does not allow. */
function policyType(type: string = 'session'): string {
  switch (type) {
    case 'identity': return 'identity-based policy';
    case 'resource': return 'resource-based policy';
    case 'pb': return 'permissions boundary';
    case 'session': return 'session policy';
    default: return type;
  }
}

/** Like `policyType`, with IAM's own name for a role's resource-based policy. */
function policyTypeOf(type: string | undefined, action: string): string {
  return type === 'resource' && action === 'sts:AssumeRole' ? 'trust policy' : policyType(type);
}

function grantReason(analysis: Analysis, action: string): string {
  return getGrantReasons(analysis).map((grant) => {
    const name = 'policyIdentifier' in grant ? ` ${grant.policyIdentifier}` : '';
    return `${policyTypeOf(grant.policyType, action)}${name}, statement ${grant.statementId ?? grant.statementIndex}`;
  }).join('; ');
}

function denialReason(analysis: Analysis, action: string): string {
  const denials = getDenialReasons(analysis).map((denial) => {
    const type = policyTypeOf(denial.policyType, action);
    return denial.denialType === 'Explicit'
      ? `${type} ${denial.policyIdentifier ?? ''}, statement ${denial.statementId ?? denial.statementIndex}`
      : `no ${type} allows it${denial.policyType === 'resource' ? mismatches(analysis) : ''}`;
  });
  return denials.join('; ') || `no ${policyType()} allows it`;
}

/** Why the statements of the resource's policy do not match this caller. */
function mismatches(analysis: Analysis): string {
  return (analysis.resourceAnalysis?.unmatchedStatements ?? [])
    .filter(({ explain }) => explain.actionMatch)
    .map(({ explain }) => `: statement ${explain.identifier} ${explain.principalMatch === 'NoMatch' ? `names ${principals(explain)}` : `requires ${unmetConditions(explain)}`}`)
    .join('');
}

function principals({ principals: named }: Explain): string {
  return [named ?? []].flat().map(({ principal }) => principal).join(', ');
}

function unmetConditions({ conditions = [] }: Explain): string {
  return conditions.filter(({ matches }) => !matches).map((condition) => {
    const values = [condition.values].flat().map(({ value }) => value).join(' or ');
    return `${condition.operator} ${condition.conditionKeyValue} ${values}`;
  }).join(' and ');
}
