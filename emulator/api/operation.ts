import type { Context } from './authorization';
import type { CloudTrailRecord } from './cloudtrail';
import { Account } from '../accounts/account';
import { Credentials } from '../accounts/credentials';
import { World } from '../accounts/partition';
import { PolicyDocument } from '../accounts/policy-document';

/** The parameters of an operation, as the client sent them. */
export type Params = Record<string, any>;

/** One call of one operation. */
export interface Call {
  readonly world: World;
  readonly caller: Credentials;
  /** The caller's account. */
  readonly account: Account;
  readonly region: string;
  readonly params: Params;
  readonly sourceIp: string;
  /** The service that makes the call on behalf of the caller, where one does. */
  readonly via?: string;
}

/** What must be allowed before an operation runs. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** The account that owns the resource, where it is not the caller's. */
  readonly account?: string;
  readonly resourcePolicy?: PolicyDocument;
  readonly context?: Context;
}

/** An operation of an AWS API. */
export interface Operation {
  /** None for the few operations that need no permission, and several where each is needed. */
  permission?(call: Call): Permission | Permission[];
  run(call: Call): object | Promise<object>;
  /** What CloudTrail records when it has run, where somebody may wait for that. */
  records?(call: Call, result: any): CloudTrailRecord[];
}

export type Operations = Record<string, Operation>;
