import { Token } from 'aws-cdk-lib/core';
import { SessionTag } from './session-tag';
import { checkTagKeys, checkTagValues } from './tags';
import { merged, TrustCondition } from './trust-condition';
import { joinWithAnd } from '../../core/text';
import { checkNotEmpty } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/** Which tags may be passed is asked where they are passed; which must be, where the role is assumed. */
export function sessionTagsCondition(errors: ErrorContext, tags: SessionTag[]): TrustCondition {
  const prop = 'sessionTags';
  const keys = tags.map(({ _key }) => _key);
  checkNotEmpty(errors, prop, tags, 'leave it out to refuse session tags');
  checkTagKeys(errors, prop, keys);
  tags.forEach(({ _key, _values }) => checkTagValues(errors, prop, _key, _values));
  const required = tags.filter(({ _required }) => _required);
  const optional = tags.filter(({ _required }) => !_required);
  return {
    prop,
    description: [...passing('must', required), ...passing('may', optional)].join(', and '),
    settings: { sessionTags: Object.fromEntries(required.map(({ _key, _values }) => [_key, Token.isUnresolved(_values) ? undefined : _values[0]])) },
    block: merged(tags.map(({ _block }) => _block)),
    additionalAction: { action: 'sts:TagSession', block: { 'ForAllValues:StringEquals': { 'aws:TagKeys': keys } } },
    ...(required.length > 0 && { consoleUnsupportedReason: 'the console cannot pass session tags' }),
  };
}

function passing(verb: 'must' | 'may', tags: SessionTag[]): string[] {
  const each = tags.map(({ _key, _values }) => _values.length > 0 ? `${_key} with ${joinWithAnd(_values, 'or')}` : _key);
  return tags.length > 0 ? [`${verb} pass the session ${tags.length > 1 ? 'tags' : 'tag'} ${each.join(', ')}`] : [];
}
