import { getDenialReasons, getGrantReasons, runSimulation, Simulation } from '@cloud-copilot/iam-simulate';
import { AwsError } from './aws-error';
import { CallerPolicies } from './state/credentials';
import { PolicyDocument } from './state/policy-document';

type Analysis = Parameters<typeof getGrantReasons>[0];
type Explain = NonNullable<Analysis['resourceAnalysis']>['unmatchedStatements'][number]['explain'];

/** Who asks for what. */
export interface AuthorizationRequest {
  /** The caller as resource policies name it. */
  readonly principal: string;
  readonly policies: CallerPolicies;
  readonly action: string;
  readonly resource: string;
  /** The account that owns the resource. */
  readonly account: string;
  readonly context: Record<string, string>;
  /** The trust policy of a role, the policy of a bucket. */
  readonly resourcePolicy?: PolicyDocument;
}

/** What the engine decided, and because of which statement. */
export interface Decision {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
  readonly explicit: boolean;
  readonly reason: string;
}

/** Decides by the independent engine. There is no other evaluator, and what the engine cannot decide is no denial. */
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
  return { principal, action, resource, allowed, explicit: answer.overallResult === 'ExplicitlyDenied', reason };
}

/** The error AWS answers with, in its words. */
export function accessDenied(decision: Decision): AwsError {
  const { principal, action, resource, reason } = decision;
  const because = decision.explicit ? `with an explicit deny: ${reason}` : `because ${reason}`;
  return new AwsError('AccessDenied', `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${because}`, 403);
}

function policyType(type: string, action: string): string {
  switch (type) {
    case 'identity': return 'identity-based policy';
    case 'resource': return action === 'sts:AssumeRole' ? 'trust policy' : 'resource-based policy';
    case 'pb': return 'permissions boundary';
    default: return type;
  }
}

function grantReason(analysis: Analysis, action: string): string {
  return getGrantReasons(analysis).map((grant) => {
    const name = 'policyIdentifier' in grant ? ` ${grant.policyIdentifier}` : '';
    return `${policyType(grant.policyType, action)}${name}, statement ${grant.statementId ?? grant.statementIndex}`;
  }).join('; ');
}

function denialReason(analysis: Analysis, action: string): string {
  const denials = getDenialReasons(analysis).map((denial) => {
    const type = policyType(denial.policyType, action);
    return denial.denialType === 'Explicit'
      ? `${type} ${denial.policyIdentifier ?? ''}, statement ${denial.statementId ?? denial.statementIndex}`
      : `no ${type} allows it${denial.policyType === 'resource' ? nearMiss(analysis) : ''}`;
  });
  // The engine names no reason where it is the session policy that does not allow.
  return denials.join('; ') || 'no session policy allows it';
}

/** What kept the statements of a resource's policy from allowing this caller. */
function nearMiss(analysis: Analysis): string {
  return (analysis.resourceAnalysis?.unmatchedStatements ?? [])
    .filter(({ explain }) => explain.actionMatch)
    .map(({ explain }) => `: statement ${explain.identifier} ${explain.principalMatch === 'NoMatch' ? `names ${principals(explain)}` : `asks for ${unmetConditions(explain)}`}`)
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
