import { HttpRequest } from '@smithy/protocol-http';
import { Clients } from './clients';

/** Must keep the length of the body, which the server waits for. */
export type Alteration = (request: HttpRequest) => void;

/** Alters a client's requests after they are signed. */
export function alterRequests(client: Clients['sts'] | Clients['s3'], alter: Alteration): void {
  const stack = client.middlewareStack as Clients['sts']['middlewareStack'];
  stack.add((next) => async (args) => {
    alter(args.request as HttpRequest);
    return next(args);
  }, { step: 'deserialize', name: 'alterRequests' });
}
