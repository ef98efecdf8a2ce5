import { createValidatedPolicy, validateIdentityPolicy, validateResourcePolicy } from '@cloud-copilot/iam-policy';

/** A policy that the engine need not validate again: it would do so for every call, which takes longer than to decide. */
export const validatedIdentityPolicy = validatedOnce(validateIdentityPolicy);
export const validatedResourcePolicy = validatedOnce(validateResourcePolicy);

type Validate = Parameters<typeof createValidatedPolicy>[1];
type ValidatedPolicy = ReturnType<typeof createValidatedPolicy>;

function validatedOnce(validate: Validate): (document: object) => ValidatedPolicy {
  const known = new WeakMap<object, ValidatedPolicy>();
  return (document) => {
    const validated = known.get(document) ?? createValidatedPolicy(document, validate);
    known.set(document, validated);
    return validated;
  };
}
