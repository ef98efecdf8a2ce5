import { PolicyDocument } from './policy-document';

const ARN = /^arn:aws:lambda:([a-z0-9-]+):(\d{12}):function:([\w-]{1,64})$/;

/** The settings of a function that can change. */
export interface FunctionSettings {
  readonly role: string;
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly environment: Record<string, string>;
  /** The files by their path. */
  readonly code: Record<string, Uint8Array>;
}

/** A Lambda function for Node.js. */
export class LambdaFunction {
  /** The statements of the function's resource-based policy by their id. */
  public readonly statements = new Map<string, PolicyDocument>();

  constructor(public readonly arn: string, public readonly name: string, public settings: FunctionSettings) {}

  public get policy(): PolicyDocument | undefined {
    return this.statements.size > 0 ? { Version: '2012-10-17', Statement: [...this.statements.values()] } : undefined;
  }
}

export function functionArn(region: string, account: string, name: string): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}`;
}

/** The account in the ARN of a function; nothing for another ARN. */
export function accountFromFunctionArn(arn: string): string | undefined {
  return ARN.exec(arn)?.[2];
}
