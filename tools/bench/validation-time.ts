import { Node } from 'constructs';

/** Sums the milliseconds that constructs spend in their validations from now on: for the library, the checks of the finished template. */
export function validationTime(): () => number {
  let milliseconds = 0;
  const validate = Node.prototype.validate;
  Node.prototype.validate = function (): string[] {
    const started = performance.now();
    try {
      return validate.call(this);
    } finally {
      milliseconds += performance.now() - started;
    }
  };
  return () => milliseconds;
}
