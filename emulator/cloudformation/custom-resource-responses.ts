import { randomUUID } from 'crypto';

const PATH = '/custom-resource-responses/';

/** What the function of a custom resource answers. */
export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Record<string, unknown>;
}

/** Collects the responses of custom resources. As on AWS, a function sends its response to an address that needs no credentials. */
export class CustomResourceResponses {
  private readonly responses = new Map<string, CustomResourceResponse | undefined>();

  /** Returns the address of a response. */
  public open(region: string): string {
    const path = `${PATH}${randomUUID()}`;
    this.responses.set(path, undefined);
    return `https://cloudformation-custom-resource-response.s3.${region}.amazonaws.com${path}`;
  }

  /** Whether a request is a response that is expected. */
  public receive(method: string, path: string, body: Buffer): boolean {
    const isExpected = method === 'PUT' && this.responses.has(path);
    if (isExpected) {
      this.responses.set(path, JSON.parse(body.toString()));
    }
    return isExpected;
  }

  /** Returns the response, if there is one. Later ones are not expected. */
  public close(url: string): CustomResourceResponse | undefined {
    const path = new URL(url).pathname;
    const response = this.responses.get(path);
    this.responses.delete(path);
    return response;
  }
}
