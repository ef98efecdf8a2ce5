import { accessDenied, AuthorizationRequest, Context, decide, Decision } from './authorization';
import { CloudTrailRecord } from './cloudtrail';
import { Call, Operations, Permission } from './operation';
import { UserCredentials, UserSession } from '../accounts/credentials';
import { Partition } from '../accounts/partition';
import { AwsError, invalidToken, notEmulated } from '../aws-error';
import { Params, Protocol } from '../wire/protocol';

/** A service: its operations and the protocol they are written in. */
export interface Service {
  readonly protocol: Protocol;
  readonly operations: Operations;
}

export interface ApiProps {
  readonly services: Record<string, Service>;
  /** Called for every error; returns the one to answer with. */
  onError(error: unknown): AwsError;
  /** Called for every CloudTrail record of a completed call. */
  onRecord(record: CloudTrailRecord): Promise<void>;
}

/** Runs operations, each after the decision engine has allowed it. */
export class Api {
  /** Every authorization decision, in order. */
  public readonly decisions: Decision[] = [];

  constructor(private readonly props: ApiProps) {}

  public service(name: string): Service {
    return this.props.services[name] ?? fail(name);
  }

  public async invoke(serviceName: string, operationName: string, call: Call): Promise<object> {
    try {
      return await this.run(serviceName, operationName, call);
    } catch (error) {
      throw this.props.onError(error);
    }
  }

  public async decide(request: AuthorizationRequest): Promise<Decision> {
    const decision = await decide(request);
    this.decisions.push(decision);
    return decision;
  }

  private async run(serviceName: string, operationName: string, call: Call): Promise<object> {
    const operation = this.service(serviceName).operations[operationName] ?? fail(`${serviceName} ${operationName}`);
    checkSession(serviceName, call);
    const { params, unread } = trackReads(call.params);
    const trackedCall = { ...call, params };
    for (const permission of [operation.permission?.(trackedCall) ?? []].flat()) {
      await this.authorize(trackedCall, permission);
    }
    const result = await operation.run(trackedCall);
    for (const record of operation.cloudTrailRecords?.(trackedCall, result) ?? []) {
      await this.props.onRecord(record);
    }
    if (unread.size > 0) {
      throw notEmulated(`${serviceName} ${operationName} with ${[...unread].join(', ')}`);
    }
    return result;
  }

  private async authorize(call: Call, permission: Permission): Promise<void> {
    const account = permission.account ?? call.account.id;
    const decision = await this.decide({
      principal: call.caller.arn,
      policies: call.caller.policies(),
      action: permission.action,
      resource: permission.resource,
      account,
      resourcePolicy: permission.resourcePolicy,
      context: { ...callerContext(call), ...resourceContext(call.partition, account), ...permission.context },
    });
    if (!decision.allowed) {
      throw accessDenied(decision);
    }
  }
}

/** Some sessions cannot call IAM, not even where CloudFormation makes the call. */
function checkSession(serviceName: string, { caller }: Call): void {
  if (serviceName === 'iam' && caller instanceof UserSession && !caller.canCallIam) {
    throw invalidToken();
  }
}

/** Finds parameters that an operation never reads, so that none is ignored silently. What the operation has done by then is not undone. */
function trackReads(params: Params): { params: Params; unread: Set<string> } {
  const unread = new Set(Object.keys(params));
  const read = (target: Params, name: string) => {
    unread.delete(name);
    return target[name];
  };
  return { params: new Proxy(params, { get: (target, name) => read(target, String(name)) }), unread };
}

/**
 * A service that uses the credentials of a user has temporary ones, so that the MFA key is there even if the user has called the service
 * with a long-term access key, which has none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
const WITHOUT_MFA: Context = { 'aws:MultiFactorAuthPresent': 'false' };

/** The global condition keys of the caller and the request. */
function callerContext({ partition, caller, account, region, sourceIp, calledVia }: Call): Context {
  const now = new Date();
  return {
    ...calledVia && caller instanceof UserCredentials ? WITHOUT_MFA : {},
    ...caller.context(),
    'aws:PrincipalAccount': account.id,
    ...organizationContext(partition, account.id, 'Principal'),
    'aws:PrincipalIsAWSService': 'false',
    ...(calledVia
      ? { 'aws:ViaAWSService': 'true', 'aws:CalledVia': [calledVia], 'aws:CalledViaFirst': calledVia, 'aws:CalledViaLast': calledVia }
      : { 'aws:ViaAWSService': 'false', 'aws:SourceIp': sourceIp }),
    'aws:RequestedRegion': region,
    'aws:SecureTransport': 'false',
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
  };
}

/** The global condition keys of the account that owns the resource. */
function resourceContext(partition: Partition, account: string): Context {
  return { 'aws:ResourceAccount': account, ...organizationContext(partition, account, 'Resource') };
}

/** Absent for an account that is in no organization. */
function organizationContext(partition: Partition, account: string, whose: 'Principal' | 'Resource'): Context {
  const organization = partition.organizationOf(account);
  return organization ? { [`aws:${whose}OrgID`]: organization.id, [`aws:${whose}OrgPaths`]: [organization.pathOf(account)] } : {};
}

function fail(what: string): never {
  throw notEmulated(what);
}
