import { RequestAnalysis, runSimulation } from '@cloud-copilot/iam-simulate';
import { Caller } from './callers';
import { NOW } from './configuration';
import { broughtBy, serviceOf } from './oracle';
import { actionsOf, AssumeRoleCall, contextOf, VPC_ENDPOINT } from '../../support/assume-role-call';
import { ACCESS_KEY, ADMINISTRATOR, Caller as SigningCaller, inOrganization, mfa, PASSWORD_ONLY, session, SignIn, tagged, user } from '../../support/callers';
import { Context } from '../../support/policy-engine';
import { validatedIdentityPolicy, validatedResourcePolicy } from '../../support/validated-policies';

/** A call of AssumeRole, and every policy that AWS evaluates for it. */
export interface Assumption {
  readonly caller: Caller;
  readonly roleArn: string;
  readonly trustPolicy: object;
  /** Replaces the caller's own policies. */
  readonly ownPolicies?: object[];
  /** The partition of the caller and the role; the default is `aws`. */
  readonly partition?: string;
}

/** The decision on one of the actions that AWS authorizes when a role is assumed. */
export interface Verdict {
  readonly action: string;
  readonly analysis: RequestAnalysis;
}

/** AWS allows the call if each of the actions is allowed. */
export async function decide(assumption: Assumption): Promise<{ getsIn: boolean; verdicts: Verdict[] }> {
  const actions = [...actionsOf(callOf(assumption.caller)), ...assumption.caller.kind === 'service' ? ['sts:SetContext'] : []];
  const verdicts = await Promise.all(actions.map(async (action) => ({ action, analysis: await analysed(action, assumption) })));
  return { getsIn: verdicts.every(({ analysis }) => analysis.result === 'Allowed'), verdicts };
}

/** The reason of a decision: the result of each side, and of each statement on the action. */
export function explained({ action, analysis: { result, identityAnalysis, resourceAnalysis } }: Verdict): object {
  const statements = [...resourceAnalysis?.allowStatements ?? [], ...resourceAnalysis?.unmatchedStatements ?? []];
  return {
    action,
    result,
    ownPolicies: identityAnalysis?.result,
    trustPolicy: resourceAnalysis?.result,
    statements: statements.filter(({ actionMatch }) => actionMatch)
      .map(({ principalMatch, conditionMatch, explain }) => ({ principalMatch, conditionMatch, conditions: explain.conditions })),
  };
}

/** A request that the engine cannot decide, or of which it ignores a key, is not a denial. */
async function analysed(action: string, { caller, roleArn, trustPolicy, ownPolicies, partition = 'aws' }: Assumption): Promise<RequestAnalysis> {
  const { principal, context, policies } = inPartition(partition, signing(caller));
  const contextVariables = whatIsSet({ ...context, ...await contextOf(action, callOf(caller)) });
  const result = await runSimulation({
    request: { principal, action, resource: { resource: roleArn, accountId: roleArn.split(':')[4] }, contextVariables },
    identityPolicies: (ownPolicies ?? policies).map((policy, i) => ({ name: `identity-${i}`, policy: validatedIdentityPolicy(policy) })),
    resourcePolicy: validatedResourcePolicy(trustPolicy),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  if (result.resultType !== 'single' || result.result.ignoredContextKeys?.length !== 0) {
    throw new Error(`no decision on ${action} of ${roleArn} by ${principal}: ${JSON.stringify(result)}`);
  }
  return result.result.analysis;
}

/** The same caller, with the ARNs of another partition. */
function inPartition<T extends object>(partition: string, caller: T): T {
  return JSON.parse(JSON.stringify(caller).replaceAll('"arn:aws:', `"arn:${partition}:`));
}

/** The caller and the condition keys that do not depend on the call. */
function signing(caller: Caller): Pick<SigningCaller, 'principal' | 'context' | 'policies'> {
  const { kind, account, path, name, organizationPath, ownTags, ownPolicies } = caller;
  if (kind === 'service') {
    return serviceFor(caller);
  }
  const details = { account, path, policies: ownPolicies === 'everything' ? [ADMINISTRATOR] : [] };
  const who = tagged(ownTags, kind === 'user' ? user(name, signInOf(caller), details) : session(name, details));
  return organizationPath === undefined ? who : inOrganization(organizationPath, who);
}

/** The context that AWS documents for calls of account access manager: the application, and its account. */
function serviceFor(caller: Caller): Pick<SigningCaller, 'principal' | 'context' | 'policies'> {
  const { application } = caller;
  const service = serviceOf(caller);
  const context = { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': service };
  const ofApplication = application && { 'aws:SourceArn': application, 'aws:SourceAccount': application.split(':')[4] };
  return { principal: service, context: { ...context, ...ofApplication }, policies: [] };
}

function signInOf({ signIn }: Caller): SignIn {
  switch (signIn) {
    case 'access key': return ACCESS_KEY;
    case 'password only': return PASSWORD_ONLY;
    default: return mfa(signIn);
  }
}

function callOf(caller: Caller): AssumeRoleCall {
  const { sessionName, externalId, sourceIdentity, passedTags, sourceIp, time } = caller;
  return {
    sessionName,
    externalId,
    sourceIdentity: sourceIdentity?.set,
    keepsSourceIdentity: broughtBy(caller),
    tags: Object.keys(passedTags).length > 0 ? passedTags : undefined,
    from: sourceIp ?? VPC_ENDPOINT,
    at: new Date(NOW + time * 1000).toISOString().replace('.000', ''),
  };
}

function whatIsSet(context: Context): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(context).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
}
