import { Stage } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/**
 * Makes a function that registers constructs for a check at synth. The check runs once for each stage, for all of them: a search of
 * the whole stage for each construct would be slow.
 */
export function oncePerStage<T>(validate: (stage: IConstruct, registered: T[]) => string[]): (scope: IConstruct, entry: T) => void {
  const known = new WeakMap<IConstruct, T[]>();
  return (scope, entry) => {
    const stage = Stage.of(scope) ?? scope.node.root;
    const registered = known.get(stage) ?? [];
    if (registered.length === 0) {
      known.set(stage, registered);
      stage.node.addValidation({ validate: () => validate(stage, registered) });
    }
    registered.push(entry);
  };
}
