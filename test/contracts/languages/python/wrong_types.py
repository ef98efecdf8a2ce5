"""
Values of other types than declared, each of which is to be refused with the name of what it was given for: by jsii's own code in Python, by
its kernel where Python runs without assertions (-O), or by the library.
"""
import json

from aws_cdk import App, Environment, Stack
from cdk_cross_account_read_only_access import (
    AccountFilter, CrossAccountReadOnlyAccess, MfaRequirement, PrincipalScope, ReadOnlyPermissions, Scanner, SelfManagedMfa, SessionTag, TrustingRole,
    TrustingTarget,
)

A, B = "111111111111", "222222222222"


def stack() -> Stack:
    return Stack(App(), "Stack", env=Environment(account=B, region="eu-west-1"))


def role(**props):
    return lambda: TrustingRole(stack(), "Role", **{"assuming_account": A, **props})


def access(**props):
    return lambda: CrossAccountReadOnlyAccess(stack(), "Access", **{"trusting": [TrustingTarget.account(A)], **props})


# What is wrong, the nearest that is right, and what the message must name.
CASES = {
    "a number for a text": (role(assuming_account=111111111111), role(assuming_account=A), "assuming_account"),
    "nothing for a text": (role(assuming_account=None), role(external_id=None), "assuming_account"),
    "a text for a list of texts": (role(source_ips="203.0.113.0/24"), role(source_ips=["203.0.113.0/24"]), "source_ips"),
    "a number in a list of texts": (role(source_ips=[203]), role(source_ips=["203.0.113.7/32"]), "source_ips"),
    "a text for a list of objects": (access(users="ann"), access(users=None), "users"),
    "texts for a list of objects": (access(users=["ann"]), access(principals=[PrincipalScope.users("ann")]), "users"),
    "nothing in a list of objects": (access(trusting=[None]), access(trusting=[TrustingTarget.account(A)]), "trusting"),
    "a text for an object": (role(permissions="SecurityAudit"), role(permissions=ReadOnlyPermissions.security_audit()), "permissions"),
    "true for an object": (role(mfa=True), role(mfa=MfaRequirement.required()), "mfa"),
    "an object of another class": (role(permissions=MfaRequirement.required()), role(permissions=ReadOnlyPermissions.none()), "permissions"),
    "a text for a number": (role(trust_policy_quota="4096"), role(trust_policy_quota=4096), "trust_policy_quota"),
    "a text for true or false": (
        role(require_user_name_as_role_session_name="no"), role(require_user_name_as_role_session_name=False),
        "require_user_name_as_role_session_name"),
    "false for an object": (access(self_managed_mfa=False), access(self_managed_mfa=SelfManagedMfa.none()), "self_managed_mfa"),
    "a text in the place of a list in a map": (role(principal_tags={"team": "audit"}), role(principal_tags={"team": ["audit"]}), "principal_tags"),
    "a list for a map": (role(principal_tags=["team"]), role(principal_tags={"team": ["x"]}), "principal_tags"),
    "a list for an argument that is a text": (lambda: PrincipalScope.users(["ann", "bob"]), lambda: PrincipalScope.users("ann", "bob"), "user_names"),
    "a number for an argument": (lambda: AccountFilter.only(111111111111), lambda: AccountFilter.only(A), "account_ids"),
    "nothing for an argument": (lambda: SessionTag.required(None), lambda: SessionTag.required("ticket"), "key"),
    "a text for another's props": (
        lambda: ReadOnlyPermissions.scanner(Scanner.PROWLER, allowed_write_actions="sns:Publish"),
        lambda: ReadOnlyPermissions.scanner(Scanner.PROWLER, allowed_write_actions=["securityhub:BatchImportFindings"]), "allowed_write_actions"),
}


def refusal(make) -> str:
    try:
        make()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "accepted"


print(json.dumps({what: [name, refusal(wrong), refusal(right)] for what, (wrong, right, name) in CASES.items()}))
