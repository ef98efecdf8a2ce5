import { Context } from './authorization';
import { CloudTrailRecord } from './cloudtrail';
import { Account } from '../accounts/account';
import { Credentials } from '../accounts/credentials';
import { Partition } from '../accounts/partition';
import { PolicyDocument } from '../accounts/policy-document';
import { Params } from '../wire/protocol';

/** An authenticated call of an operation. */
export interface Call {
  readonly partition: Partition;
  readonly caller: Credentials;
  /** The caller's account. */
  readonly account: Account;
  readonly region: string;
  readonly params: Params;
  readonly sourceIp: string;
  /** The service principal that makes the call on behalf of the caller, if one does (`aws:CalledVia`). */
  readonly calledVia?: string;
}

/** A permission that the caller needs for a call. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** The account that owns the resource. By default, the caller's. */
  readonly account?: string;
  readonly resourcePolicy?: PolicyDocument;
  readonly context?: Context;
}

/** An operation of an AWS API. */
export interface Operation {
  /** Absent where AWS requires no permission. */
  permission?(call: Call): Permission | Permission[];
  run(call: Call): object | Promise<object>;
  /** The CloudTrail records of a completed call. Absent where nothing here consumes them. */
  cloudTrailRecords?(call: Call, result: any): CloudTrailRecord[];
}

export type Operations = Record<string, Operation>;
