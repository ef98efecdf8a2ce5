import { IResource, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Place } from '../private/validation-error';

/** Refuses what is known to be of another account or Region: it would deploy, and nothing would ever arrive. */
export function checkSameEnvironment(at: Place, prop: string, own: IResource, other: IConstruct, remedy: string): void {
  const { env } = other as Partial<IResource>;
  (['account', 'region'] as const).forEach((what) => {
    if (env && !Token.isUnresolved(own.env[what]) && !Token.isUnresolved(env[what]) && own.env[what] !== env[what]) {
      at.reject(`${prop} ${other.node.path} is of ${what} ${env[what]}, not of ${own.env[what]}`, remedy);
    }
  });
}
