import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { AwsCredentialIdentity } from '@smithy/types';

/**
 * The endpoints from which instances and containers get the credentials of their role.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export class CredentialServer {
  public static async start({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentialIdentity): Promise<CredentialServer> {
    const expiration = new Date(Date.now() + 3_600_000).toISOString();
    const credentials = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken, Expiration: expiration };
    const answers: Record<string, string> = {
      'PUT /latest/api/token': 'token',
      'GET /latest/meta-data/iam/security-credentials/': 'scanner',
      'GET /latest/meta-data/iam/security-credentials/scanner': JSON.stringify({ Code: 'Success', Type: 'AWS-HMAC', LastUpdated: expiration, ...credentials }),
      'GET /container': JSON.stringify(credentials),
    };
    const server = createServer(({ method, url }, response) => {
      const answer = answers[`${method} ${url}`];
      response.writeHead(answer === undefined ? 404 : 200, {
        'content-type': answer?.startsWith('{') ? 'application/json' : 'text/plain', 'x-aws-ec2-metadata-token-ttl-seconds': '21600',
      });
      response.end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new CredentialServer(server);
  }

  private constructor(private readonly server: Server) {}

  /** The environment of an EC2 instance. */
  public get instance(): Record<string, string> {
    return { AWS_EC2_METADATA_SERVICE_ENDPOINT: this.url };
  }

  /** The environment of a container. */
  public get container(): Record<string, string> {
    return { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${this.url}/container`, AWS_EC2_METADATA_DISABLED: 'true' };
  }

  public async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
}
