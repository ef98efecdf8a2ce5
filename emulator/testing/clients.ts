import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

/** A Region of AWS, or of an emulator. */
export interface Place {
  readonly region: string;
  /** By default, the endpoints of AWS. */
  readonly endpoint?: string;
}

export type Keys = AwsCredentialIdentity | AwsCredentialIdentityProvider;

/** SDK clients with the credentials of one principal. */
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
