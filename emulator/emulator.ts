import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { Organization, OrganizationProps } from './accounts/organization';
import { Partition } from './accounts/partition';
import { Api } from './api/api';
import { authenticate } from './api/authentication';
import { Decision } from './api/authorization';
import { CloudFormationState } from './cloudformation/cloudformation-state';
import { CustomResourceResponses } from './cloudformation/custom-resource-responses';
import { autoDeploy } from './services/cloudformation/auto-deployment';
import { CloudFormationContext } from './services/cloudformation/context';
import { stackSetOperations } from './services/cloudformation/stack-sets';
import { stackOperations } from './services/cloudformation/stacks';
import { EC2 } from './services/ec2';
import { EventBuses } from './services/eventbridge/event-bus';
import { EVENTBRIDGE } from './services/eventbridge/rules';
import { IAM } from './services/iam/iam';
import { FUNCTION_OPERATIONS } from './services/lambda/functions';
import { invokeOperation } from './services/lambda/invoke';
import { LOGS } from './services/logs';
import { S3 } from './services/s3';
import { signInToConsole } from './services/sign-in/console-sign-in';
import { signInByPermissionSet } from './services/sign-in/permission-set-sign-in';
import { SQS } from './services/sqs';
import { SSM } from './services/ssm';
import { MfaCode } from './services/sts/mfa-code';
import { STS } from './services/sts/sts';
import { UnsupportedRequests } from './unsupported-requests';
import { AWS_JSON } from './wire/aws-json';
import { AWS_QUERY, EC2_QUERY } from './wire/aws-query';
import { LAMBDA_REST_JSON } from './wire/lambda-rest-json';
import { HttpRequest, HttpResponse, Protocol } from './wire/protocol';
import { S3_REST_XML } from './wire/s3-rest-xml';

/** The temporary credentials of a user in the console. */
export interface ConsoleKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Several AWS accounts at one local endpoint. Every authorization is decided from the policies as deployed. */
export class Emulator {
  /** Starts on a free port of the loopback address. */
  public static async start(): Promise<Emulator> {
    const emulator = new Emulator();
    await new Promise<void>((resolve) => emulator.server.listen(0, '127.0.0.1', resolve));
    return emulator;
  }

  private readonly partition = new Partition();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));
  private readonly unsupported = new UnsupportedRequests();
  private readonly cloudFormation: CloudFormationContext = {
    state: new CloudFormationState(), customResourceResponses: new CustomResourceResponses(), api: () => this.api,
  };
  private readonly api: Api;

  private constructor() {
    // Clients share this process. While one of them blocks it, as a synthesis does, connections must not time out.
    this.server.keepAliveTimeout = 0;
    const invoke = invokeOperation({ api: () => this.api, endpoint: () => this.endpoint });
    const eventBuses = new EventBuses(this.partition, (request) => this.api.decide(request));
    this.api = new Api({
      services: {
        iam: { protocol: AWS_QUERY, operations: IAM },
        sts: { protocol: AWS_QUERY, operations: STS },
        ec2: { protocol: EC2_QUERY, operations: EC2 },
        s3: { protocol: S3_REST_XML, operations: S3 },
        sqs: { protocol: AWS_JSON, operations: SQS },
        ssm: { protocol: AWS_JSON, operations: SSM },
        logs: { protocol: AWS_JSON, operations: LOGS },
        lambda: { protocol: LAMBDA_REST_JSON, operations: { ...FUNCTION_OPERATIONS, Invoke: invoke } },
        events: { protocol: AWS_JSON, operations: EVENTBRIDGE },
        cloudformation: { protocol: AWS_QUERY, operations: { ...stackOperations(this.cloudFormation), ...stackSetOperations(this.cloudFormation) } },
      },
      onError: (error) => this.unsupported.collect(error),
      onRecord: (record) => eventBuses.deliver(record),
    });
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Every authorization decision so far. */
  public get decisions(): readonly Decision[] {
    return this.api.decisions;
  }

  /** The requests that the emulator does not support. A test that caused one has tested nothing. */
  public get notEmulated(): readonly string[] {
    return this.unsupported.messages;
  }

  /** Creates an account and returns the access key of its administrator. */
  public createAccount(id: string): { accessKeyId: string; secretAccessKey: string } {
    const { accessKeyId, secretAccessKey } = this.partition.createAccount(id);
    return { accessKeyId, secretAccessKey };
  }

  /**
   * Signs a user in to the console, and returns the temporary credentials of the session. A user with an MFA device must give a code.
   *
   * Passwords are not emulated: who calls this has the user's.
   */
  public signInToConsole(accountId: string, userName: string, code: MfaCode = {}): ConsoleKeys {
    const { accessKeyId, secretAccessKey, sessionToken } = signInToConsole(this.partition, accountId, userName, code);
    return { accessKeyId, secretAccessKey, sessionToken };
  }

  /** Creates an organization of existing accounts. */
  public createOrganization(props: OrganizationProps): void {
    this.partition.addOrganization(new Organization(props));
  }

  /** Adds an account to a root or organizational unit, or moves it within its organization. Automatic deployment follows. */
  public async joinOrganization(account: string, parent: string): Promise<void> {
    await autoDeploy(this.cloudFormation, this.partition, account, this.partition.joinOrganization(account, parent));
  }

  /** Removes an account from its organization. Automatic deployment follows. */
  public async leaveOrganization(account: string): Promise<void> {
    await autoDeploy(this.cloudFormation, this.partition, account, this.partition.leaveOrganization(account));
  }

  /** Signs in by a permission set that allows everything, and returns the credentials of the session. */
  public signInByPermissionSet(account: string, permissionSet: string): { accessKeyId: string; secretAccessKey: string; sessionToken: string } {
    const { accessKeyId, secretAccessKey, sessionToken } = signInByPermissionSet(this.partition, account, permissionSet);
    return { accessKeyId, secretAccessKey, sessionToken };
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Sends the emulator's date, as SDKs correct their clocks by it. */
  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, contentType, headers, body } = await this.respond(await readRequest(incoming), incoming.socket.remoteAddress ?? '');
    const all = { ...headers, 'content-type': contentType, 'content-length': Buffer.byteLength(body), 'date': new Date().toUTCString() };
    response.writeHead(status, all).end(body);
  }

  private async respond(request: HttpRequest, sourceIp: string): Promise<HttpResponse> {
    if (this.cloudFormation.customResourceResponses.receive(request.method, request.path, request.body)) {
      return { status: 200, contentType: 'text/plain', body: '' };
    }
    let protocol: Protocol = AWS_QUERY;
    try {
      const { caller, service, region } = await authenticate(this.partition, request);
      protocol = this.api.service(service).protocol;
      const { operation, params } = protocol.parseRequest(request);
      const call = { partition: this.partition, caller, account: caller.account, region, params, sourceIp };
      return protocol.serializeResult(operation, await this.api.invoke(service, operation, call));
    } catch (error) {
      return protocol.serializeError(this.unsupported.collect(error));
    }
  }
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  const [path, query] = (incoming.url ?? '/').split('?');
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: incoming.headers as Record<string, string>,
    body: Buffer.concat(chunks),
  };
}
