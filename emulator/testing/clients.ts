import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

/** Where calls go: to AWS, or to whatever stands in for it. */
export interface Place {
  readonly region: string;
  /** AWS's own where there is none. */
  readonly endpoint?: string;
}

export type Keys = AwsCredentialIdentity | AwsCredentialIdentityProvider;

/** The AWS SDK, used by one person. */
export class Clients {
  public readonly cloudFormation: CloudFormationClient;
  public readonly ec2: EC2Client;
  public readonly iam: IAMClient;
  public readonly s3: S3Client;
  public readonly sqs: SQSClient;
  public readonly sts: STSClient;

  constructor({ region, endpoint }: Place, public readonly keys: Keys) {
    const config = { region, endpoint, credentials: keys };
    this.cloudFormation = new CloudFormationClient(config);
    this.ec2 = new EC2Client(config);
    this.iam = new IAMClient(config);
    this.s3 = new S3Client({ ...config, forcePathStyle: endpoint !== undefined });
    this.sqs = new SQSClient(config);
    this.sts = new STSClient(config);
  }
}
