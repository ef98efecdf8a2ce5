import { accessDenied, Context, decide, Decision } from './authorization';
import { invalidToken, notEmulated } from './aws-error';
import { Call, Operations, Params, Permission } from './call';
import { UserSession } from './state/credentials';
import { Protocol } from './wire/protocol';

/** A service: its operations and how they are written on the wire. */
export interface Service {
  readonly protocol: Protocol;
  readonly operations: Operations;
}

/** Runs operations, each after the engine has allowed it. */
export class Api {
  /** Every decision taken, in order. */
  public readonly decisions: Decision[] = [];

  constructor(private readonly services: Record<string, Service>) {}

  public service(name: string): Service {
    return this.services[name] ?? refuse(name);
  }

  public async invoke(serviceName: string, operationName: string, call: Call): Promise<object> {
    const operation = this.service(serviceName).operations[operationName] ?? refuse(`${serviceName} ${operationName}`);
    checkSession(serviceName, call);
    const { params, unread } = watched(call.params);
    const watchedCall = { ...call, params };
    const permission = operation.permission?.(watchedCall);
    if (permission) {
      await this.authorize(watchedCall, permission);
    }
    const result = await operation.run(watchedCall);
    if (unread.size > 0) {
      throw notEmulated(`${serviceName} ${operationName} with ${[...unread].join(', ')}`);
    }
    return result;
  }

  private async authorize(call: Call, permission: Permission): Promise<void> {
    const account = permission.account ?? call.account.id;
    const decision = await decide({
      principal: call.caller.arn,
      policies: call.caller.policies(),
      action: permission.action,
      resource: permission.resource,
      account,
      resourcePolicy: permission.resourcePolicy,
      context: { ...contextOf(call), 'aws:ResourceAccount': account, ...permission.context },
    });
    this.decisions.push(decision);
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
function contextOf({ caller, account, region, sourceIp, via }: Call): Context {
  const now = new Date();
  return {
    ...caller.context(),
    'aws:PrincipalAccount': account.id,
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

function refuse(what: string): never {
  throw notEmulated(what);
}
