from datetime import datetime, timezone

from aws_cdk import App, Duration, Environment, Expiration, Stack
from aws_cdk.aws_iam import Role, User
from cdk_cross_account_read_only_access import (
    AccessGuide, AccessWindow, AccountFilter, AccountLimit, AssumingGroup, CrossAccountReadOnlyAccess, MfaRequirement,
    PrincipalScope, CliProfileOptions, ReadOnlyPermissions, Scanner, SelfManagedMfa, SessionTag, SourceIdentityRequirement, SwitchRoleColor,
    SwitchRoleOptions, TrustingRole, TrustingTarget,
)


def two_accounts(app: App) -> None:
    """The example of the README."""
    account_a = Stack(app, "Identity", env=Environment(account="111111111111", region="eu-west-1"))
    account_b = Stack(app, "Workload", env=Environment(account="222222222222", region="eu-west-1"))

    CrossAccountReadOnlyAccess(
        account_a, "SecurityReadOnly",
        users=[User.from_user_name(account_a, "UserA", "userA")],
        trusting=[TrustingTarget.scope(account_b)],
    )


def auditors(app: App) -> None:
    """Auditors of many accounts, under conditions, with a guide."""
    account_a = Stack(app, "AuditIdentity", env=in_europe("111111111111"))
    management = Stack(app, "AuditManagement", env=in_europe("222222222222"))
    production = Stack(app, "AuditProduction", env=in_europe("333333333333"))
    listed = [TrustingTarget.account(str(600000000000 + i), name=f"Team {i}") for i in range(60)]

    access = CrossAccountReadOnlyAccess(
        account_a, "Audit",
        trusting=[TrustingTarget.scope(production), *listed],
        users=[User(account_a, "Ann", user_name="ann")],
        group_name="Auditors",
        group_permissions=ReadOnlyPermissions.none(),
        principals=[
            PrincipalScope.users("ann", "/security/bob"),
            PrincipalScope.roles("pipeline"),
            PrincipalScope.permission_sets("Audit"),
        ],
        mfa=MfaRequirement.required(max_age=Duration.hours(1)),
        source_ips=["203.0.113.0/24", "2001:db8::/32"],
        access_window=AccessWindow.between(
            Expiration.at_date(datetime(2026, 1, 1, tzinfo=timezone.utc)),
            Expiration.at_date(datetime(2098, 12, 31, 23, 59, 59, tzinfo=timezone.utc)),
        ),
        source_identity=SourceIdentityRequirement.optional(),
        session_tags=[SessionTag.optional("ticket")],
        principal_tags={"team": ["audit"]},
        permissions=ReadOnlyPermissions.view_only().combined_with(ReadOnlyPermissions.billing()).with_denied("iam:GetRole"),
        role_name="Auditor",
        path="/security/",
        description="Pour les auditeurs agréés, read-only",
        max_session_duration=Duration.hours(4),
        switch_role=SwitchRoleOptions(display_name="audit", color=SwitchRoleColor.BLUE),
        cli_profile=CliProfileOptions(
            profile_name="audit", source_profile="home", region="eu-central-1", duration=Duration.minutes(30),
        ),
    )
    access.grant_assume_role(Role.from_role_name(account_a, "Pipeline", "pipeline"))
    AccessGuide(account_a, "Guide", accesses=[access], title="Who audits what")

    CrossAccountReadOnlyAccess(
        account_a, "Operations",
        role_name="Operator",
        trusting=[TrustingTarget.stack_set_to_organizational_units(
            organizational_unit_ids=["ou-ab12-11111111"],
            stack_set_scope=management,
            account_filter=AccountFilter.all_except("444444444444"),
            failure_tolerance=AccountLimit.percentage(10),
            max_concurrent_accounts=AccountLimit.count(5),
        )],
    )

    AssumingGroup(
        account_a, "Visitors",
        role_name="Visitor",
        trusting=[TrustingTarget.account("666666666666")],
        self_managed_mfa=SelfManagedMfa.none(),
    )

    TrustingRole(
        production, "Scanner",
        assuming_account="555555555555",
        role_name="Scanner",
        principals=[PrincipalScope.roles("scanner")],
        external_id="contract-42",
        permissions=ReadOnlyPermissions.scanner(Scanner.PROWLER),
    )


def in_europe(account: str) -> Environment:
    return Environment(account=account, region="eu-central-1")


app = App()
two_accounts(app)
auditors(app)
app.synth()
