import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

/** A Region of AWS, or of an emulator. */
export interface RegionalEndpoint {
  readonly region: string;
  /** By default, the endpoints of AWS. */
  readonly endpoint?: string;
}

export type Keys = AwsCredentialIdentity | AwsCredentialIdentityProvider;

/** SDK clients with the credentials of one principal, each made when it is first used. */
export class Clients {
  private readonly made = new Map<unknown, unknown>();

  constructor(private readonly endpoint: RegionalEndpoint, public readonly keys: Keys) {}

  public get cloudFormation(): CloudFormationClient {
    return this.client(CloudFormationClient);
  }

  public get ec2(): EC2Client {
    return this.client(EC2Client);
  }

  public get iam(): IAMClient {
    return this.client(IAMClient);
  }

  public get lambda(): LambdaClient {
    return this.client(LambdaClient);
  }

  public get s3(): S3Client {
    return this.client(S3Client, { forcePathStyle: this.endpoint.endpoint !== undefined });
  }

  public get sqs(): SQSClient {
    return this.client(SQSClient);
  }

  public get ssm(): SSMClient {
    return this.client(SSMClient);
  }

  public get sts(): STSClient {
    return this.client(STSClient);
  }

  private client<T>(type: new (config: any) => T, more: object = {}): T {
    const client = this.made.get(type) ?? new type({ ...this.endpoint, credentials: this.keys, ...more });
    this.made.set(type, client);
    return client as T;
  }
}
