import { HttpRequest } from '@smithy/protocol-http';
import { Clients } from './clients';

/** Keeps the body's length, which the server waits for. */
export type Change = (request: HttpRequest) => void;

/** Changes a client's requests after they are signed, as somebody between client and AWS could. */
export function tamper(client: Clients['sts'] | Clients['s3'], change: Change): void {
  const stack = client.middlewareStack as Clients['sts']['middlewareStack'];
  stack.add((next) => async (args) => {
    change(args.request as HttpRequest);
    return next(args);
  }, { step: 'deserialize', name: 'tampering' });
}
