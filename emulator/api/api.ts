import { accessDenied, AuthorizationRequest, Context, decide, Decision } from './authorization';
import { invalidToken, notEmulated } from '../aws-error';
import type { CloudTrailRecord } from './cloudtrail';
import { Call, Operations, Params, Permission } from './operation';
import { UserSession } from '../accounts/credentials';
import { World } from '../accounts/partition';
import { Refusals } from '../unsupported-requests';
import { Protocol } from '../wire/protocol';

/** A service: its operations and how they are written on the wire. */
export interface Service {
  readonly protocol: Protocol;
  readonly operations: Operations;
}

/** Runs operations, each after the engine has allowed it. */
export class Api {
  /** Every decision taken, in order. */
  public readonly decisions: Decision[] = [];

  constructor(
    private readonly services: Record<string, Service>,
    private readonly refusals: Refusals,
    private readonly onRecord: (record: CloudTrailRecord) => Promise<void>,
  ) {}

  public service(name: string): Service {
    return this.services[name] ?? refuse(name);
  }

  public async invoke(serviceName: string, operationName: string, call: Call): Promise<object> {
    try {
      return await this.perform(serviceName, operationName, call);
    } catch (error) {
      throw this.refusals.noted(error);
    }
  }

  public async decided(request: AuthorizationRequest): Promise<Decision> {
    const decision = await decide(request);
    this.decisions.push(decision);
    return decision;
  }

  private async perform(serviceName: string, operationName: string, call: Call): Promise<object> {
    const operation = this.service(serviceName).operations[operationName] ?? refuse(`${serviceName} ${operationName}`);
    checkSession(serviceName, call);
    const { params, unread } = watched(call.params);
    const watchedCall = { ...call, params };
    for (const permission of [operation.permission?.(watchedCall) ?? []].flat()) {
      await this.authorize(watchedCall, permission);
    }
    const result = await operation.run(watchedCall);
    for (const record of operation.records?.(watchedCall, result) ?? []) {
      await this.onRecord(record);
    }
    if (unread.size > 0) {
      throw notEmulated(`${serviceName} ${operationName} with ${[...unread].join(', ')}`);
    }
    return result;
  }

  private async authorize(call: Call, permission: Permission): Promise<void> {
    const account = permission.account ?? call.account.id;
    const decision = await this.decided({
      principal: call.caller.arn,
      policies: call.caller.policies(),
      action: permission.action,
      resource: permission.resource,
      account,
      resourcePolicy: permission.resourcePolicy,
      context: { ...contextOf(call), ...resourceContext(call.world, account), ...permission.context },
    });
    if (!decision.allowed) {
      throw accessDenied(decision);
    }
  }
}

/**
 * A session that a user got without MFA is of no use with IAM, not even where CloudFormation makes the call.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
function checkSession(serviceName: string, { caller }: Call): void {
  if (serviceName === 'iam' && caller instanceof UserSession && !caller.mfa) {
    throw invalidToken();
  }
}

/** Parameters that an operation does not look at would be ignored in silence. What it has done by then stays done. */
function watched(params: Params): { params: Params; unread: Set<string> } {
  const unread = new Set(Object.keys(params));
  const read = (target: Params, name: string) => {
    unread.delete(name);
    return target[name];
  };
  return { params: new Proxy(params, { get: (target, name) => read(target, String(name)) }), unread };
}

/** The global condition keys that AWS sets. */
function contextOf({ world, caller, account, region, sourceIp, via }: Call): Context {
  const now = new Date();
  return {
    ...caller.context(),
    'aws:PrincipalAccount': account.id,
    ...organizationContext(world, account.id, 'Principal'),
    'aws:PrincipalIsAWSService': 'false',
    ...(via
      ? { 'aws:ViaAWSService': 'true', 'aws:CalledVia': [via], 'aws:CalledViaFirst': via, 'aws:CalledViaLast': via }
      : { 'aws:ViaAWSService': 'false', 'aws:SourceIp': sourceIp }),
    'aws:RequestedRegion': region,
    'aws:SecureTransport': 'false',
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
  };
}

/** The account that owns the resource. */
function resourceContext(world: World, account: string): Context {
  return { 'aws:ResourceAccount': account, ...organizationContext(world, account, 'Resource') };
}

/** Without an organization there are no such keys at all. */
function organizationContext(world: World, account: string, whose: 'Principal' | 'Resource'): Context {
  const organization = world.organizationOf(account);
  return organization ? { [`aws:${whose}OrgID`]: organization.id, [`aws:${whose}OrgPaths`]: [organization.pathOf(account)] } : {};
}

function refuse(what: string): never {
  throw notEmulated(what);
}
