import { CfnParameter, Stack } from 'aws-cdk-lib/core';
import { IsEmptyListByDefault } from './vanishing-values';

/** The types of parameters that are lists. A list in Parameter Store has another type, and is never empty. */
const LIST_TYPE = /^(List<|CommaDelimitedList$)/;

/**
 * Finds the parameters of a stack that are lists without an entry, unless a value is given at deployment.
 *
 * AWS does not document whether such a list is empty or has one empty text.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function emptyListsByDefault(stack: Stack): IsEmptyListByDefault {
  let names: Set<string> | undefined;
  return (parameter) => {
    // Only when asked, and once: few policies refer to a parameter, and a stack can have many constructs.
    names ??= new Set(stack.node.findAll()
      .filter((construct): construct is CfnParameter => construct instanceof CfnParameter && construct.stack === stack && isEmptyList(construct))
      .map(({ logicalId }) => stack.resolve(logicalId)));
    return names.has(parameter);
  };
}

function isEmptyList({ type, default: value }: CfnParameter): boolean {
  return LIST_TYPE.test(type) && typeof value === 'string' && value.trim() === '';
}
