import { Params } from '../api/operation';
import { AwsError } from '../aws-error';

/** A request as it came over the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export interface HttpReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
}

/** How operations of a service, their parameters, results and errors are written. */
export interface Protocol {
  read(request: HttpRequest): { operation: string; params: Params };
  write(operation: string, result: object): HttpReply;
  writeError(error: AwsError): HttpReply;
}
