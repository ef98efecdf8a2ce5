import Module from 'node:module';
import { join } from 'node:path';

const INSTALLED = join(__dirname, '..', '..', 'node_modules');

/** Has everything that is loaded from now on find the lowest versions of the peers, under the names of the peers. */
export function useFloor(): void {
  const resolver = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string };
  const { _resolveFilename: usual } = resolver;
  resolver._resolveFilename = (request, ...rest) => {
    const [, peer, within] = /^(aws-cdk-lib|constructs)(\/.*)?$/.exec(request) ?? [];
    return usual(peer ? join(INSTALLED, `${peer}-floor${within ?? ''}`) : request, ...rest);
  };
}
