import { getDenialReasons, getGrantReasons, runSimulation, Simulation } from '@cloud-copilot/iam-simulate';
import { AwsError } from './aws-error';
import { CallerPolicies } from './state/credentials';
import { PolicyDocument } from './state/policy-document';

type Analysis = Parameters<typeof getGrantReasons>[0];
type StatementAnalysis = NonNullable<Analysis['resourceAnalysis']>['unmatchedStatements'][number];

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
  const reason = allowed ? grantReason(analysis) : denialReason(analysis);
  return { principal, action, resource, allowed, explicit: answer.overallResult === 'ExplicitlyDenied', reason };
}

/** The error AWS answers with, in its words. */
export function accessDenied(decision: Decision): AwsError {
  const { principal, action, resource, reason } = decision;
  const because = decision.explicit ? `with an explicit deny: ${reason}` : `because ${reason}`;
  return new AwsError('AccessDenied', `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${because}`, 403);
}

const POLICY_TYPES: Record<string, string> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  pb: 'permissions boundary',
  session: 'session policy',
};

function grantReason(analysis: Analysis): string {
  return getGrantReasons(analysis).map((grant) => {
    const name = 'policyIdentifier' in grant ? ` ${grant.policyIdentifier}` : '';
    return `${POLICY_TYPES[grant.policyType] ?? grant.policyType}${name} ${statementName(grant)}`;
  }).join(' and ');
}

function denialReason(analysis: Analysis): string {
  const denials = getDenialReasons(analysis).map((denial) => {
    const type = POLICY_TYPES[denial.policyType] ?? denial.policyType;
    return denial.denialType === 'Explicit'
      ? `${type} ${denial.policyIdentifier ?? ''} ${statementName(denial)}`
      : `no ${type} allows the action${denial.policyType === 'resource' ? nearMiss(analysis) : ''}`;
  });
  // The engine names no reason where it is the session policy that does not allow.
  return denials.join(' and ') || `no ${POLICY_TYPES.session} allows the action`;
}

function statementName({ statementId, statementIndex }: { statementId?: string; statementIndex: number }): string {
  return `statement ${statementId ?? statementIndex}`;
}

/** The conditions that kept a statement about this action and caller from allowing it. */
function nearMiss(analysis: Analysis): string {
  const misses = (analysis.resourceAnalysis?.unmatchedStatements ?? [])
    .filter(({ explain }) => explain.actionMatch && explain.principalMatch !== 'NoMatch')
    .map((statement) => `statement ${statement.explain.identifier} asks for ${unmetConditions(statement)}`);
  return misses.length > 0 ? `: ${misses.join(', ')}` : '';
}

function unmetConditions({ explain }: StatementAnalysis): string {
  return (explain.conditions ?? []).filter(({ matches }) => !matches).map((condition) => {
    const values = [condition.values].flat().map(({ value }) => value).join(' or ');
    return `${condition.operator} ${condition.conditionKeyValue} ${values}`;
  }).join(' and ');
}
