import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { Organization, OrganizationProps } from './accounts/organization';
import { World } from './accounts/partition';
import { Api } from './api/api';
import { Decision } from './api/authorization';
import { autoDeploy } from './services/cloudformation/auto-deployment';
import { stackSetOperations } from './services/cloudformation/stack-sets';
import { cloudFormation } from './services/cloudformation/stacks';
import { EC2 } from './services/ec2';
import { EventBuses } from './services/eventbridge/event-bus';
import { EVENT_BRIDGE } from './services/eventbridge/rules';
import { IAM } from './services/iam/iam';
import { S3 } from './services/s3';
import { SQS } from './services/sqs';
import { STS } from './services/sts/sts';
import { Refusals } from './unsupported-requests';
import { JSON_TARGET } from './wire/json';
import { HttpReply, HttpRequest, Protocol } from './wire/protocol';
import { EC2_QUERY, QUERY } from './wire/query';
import { S3_REST } from './wire/s3-rest';
import { verified } from './wire/signature';

/**
 * Several AWS accounts behind one loopback port: the API that the CDK's deployments and the people of the demo use,
 * with every authorization decided from the policies as deployed.
 */
export class Emulator {
  /** Starts on a free port of the loopback address. */
  public static async start(): Promise<Emulator> {
    const emulator = new Emulator();
    await new Promise<void>((resolve) => emulator.server.listen(0, '127.0.0.1', resolve));
    return emulator;
  }

  private readonly world = new World();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));
  private readonly api: Api;
  private readonly refusals = new Refusals();

  private constructor() {
    // Callers share this process: while one of them keeps it busy, as a synthesis does, no connection may run out of time.
    this.server.keepAliveTimeout = 0;
    const buses = new EventBuses(this.world, (request) => this.api.decided(request));
    this.api = new Api({
      iam: { protocol: QUERY, operations: IAM },
      sts: { protocol: QUERY, operations: STS },
      ec2: { protocol: EC2_QUERY, operations: EC2 },
      s3: { protocol: S3_REST, operations: S3 },
      sqs: { protocol: JSON_TARGET, operations: SQS },
      events: { protocol: JSON_TARGET, operations: EVENT_BRIDGE },
      cloudformation: { protocol: QUERY, operations: { ...cloudFormation(() => this.api), ...stackSetOperations(() => this.api) } },
    }, this.refusals, (record) => buses.deliver(record));
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Every authorization decided so far. */
  public get decisions(): readonly Decision[] {
    return this.api.decisions;
  }

  /** What was asked for and is not emulated. */
  public get notEmulated(): readonly string[] {
    return this.refusals.messages;
  }

  /** Opens an account and returns the key of its administrator. */
  public openAccount(id: string): { accessKeyId: string; secretAccessKey: string } {
    const { accessKeyId, secretAccessKey } = this.world.openAccount(id);
    return { accessKeyId, secretAccessKey };
  }

  /** Puts accounts into an organization. Those of another one, or of none, are there as well. */
  public organization(props: OrganizationProps): void {
    this.world.addOrganization(new Organization(props));
  }

  /** Has an account join the root or a unit of an organization, or move there from another of its units. */
  public async join(account: string, unit: string): Promise<void> {
    await autoDeploy(this.api, this.world, account, this.world.join(account, unit));
  }

  /** Has an account leave its organization. */
  public async leave(account: string): Promise<void> {
    await autoDeploy(this.api, this.world, account, this.world.leave(account));
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The date is the emulator's own, as SDKs set their clocks by it. */
  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, contentType, body } = await this.reply(await received(incoming), incoming.socket.remoteAddress ?? '');
    const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(body), 'date': new Date().toUTCString() };
    response.writeHead(status, headers).end(body);
  }

  private async reply(request: HttpRequest, sourceIp: string): Promise<HttpReply> {
    let protocol: Protocol = QUERY;
    try {
      const { caller, service, region } = await verified(this.world, request);
      protocol = this.api.service(service).protocol;
      const { operation, params } = protocol.read(request);
      const result = await this.api.invoke(service, operation, { world: this.world, caller, account: caller.account, region, params, sourceIp });
      return protocol.write(operation, result);
    } catch (error) {
      return protocol.writeError(this.refusals.noted(error));
    }
  }
}

async function received(incoming: IncomingMessage): Promise<HttpRequest> {
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
