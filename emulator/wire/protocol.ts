import { AwsError } from '../aws-error';

/** The parameters of an operation, as the client sent them. */
export type Params = Record<string, any>;

export interface HttpRequest {
  readonly method: string;
  /** Still percent-encoded, as the signature covers it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export interface HttpResponse {
  readonly status: number;
  readonly contentType: string;
  readonly headers?: Record<string, string>;
  readonly body: string | Buffer;
}

/**
 * How a service writes operations, results and errors in HTTP.
 *
 * @see https://smithy.io/2.0/aws/protocols/index.html
 */
export interface Protocol {
  parseRequest(request: HttpRequest): { operation: string; params: Params };
  serializeResult(operation: string, result: object): HttpResponse;
  serializeError(error: AwsError): HttpResponse;
}
