package main

import (
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	readonly "github.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access-go/cdkcrossaccountreadonlyaccess"
)

// The example of the README.
func twoAccounts(app awscdk.App) {
	accountA := awscdk.NewStack(app, jsii.String("Identity"), &awscdk.StackProps{
		Env: &awscdk.Environment{Account: jsii.String("111111111111"), Region: jsii.String("eu-west-1")},
	})
	accountB := awscdk.NewStack(app, jsii.String("Workload"), &awscdk.StackProps{
		Env: &awscdk.Environment{Account: jsii.String("222222222222"), Region: jsii.String("eu-west-1")},
	})

	readonly.NewCrossAccountReadOnlyAccess(accountA, jsii.String("SecurityReadOnly"), &readonly.CrossAccountReadOnlyAccessProps{
		Users:    &[]awsiam.IUser{awsiam.User_FromUserName(accountA, jsii.String("UserA"), jsii.String("userA"))},
		Trusting: &[]readonly.TrustingTarget{readonly.TrustingTarget_Scope(accountB, nil)},
	})
}

// Auditors of many accounts, under conditions, with a guide.
func auditors(app awscdk.App) {
	accountA := awscdk.NewStack(app, jsii.String("AuditIdentity"), &awscdk.StackProps{Env: inEurope("111111111111")})
	management := awscdk.NewStack(app, jsii.String("AuditManagement"), &awscdk.StackProps{Env: inEurope("222222222222")})
	production := awscdk.NewStack(app, jsii.String("AuditProduction"), &awscdk.StackProps{Env: inEurope("333333333333")})
	trusting := []readonly.TrustingTarget{readonly.TrustingTarget_Scope(production, nil)}
	for i := range 60 {
		trusting = append(trusting, readonly.TrustingTarget_Account(jsii.Sprintf("%d", 600000000000+i), &readonly.AccountOptions{
			Name: jsii.Sprintf("Team %d", i),
		}))
	}

	access := readonly.NewCrossAccountReadOnlyAccess(accountA, jsii.String("Audit"), &readonly.CrossAccountReadOnlyAccessProps{
		Trusting:         &trusting,
		Users:            &[]awsiam.IUser{awsiam.NewUser(accountA, jsii.String("Ann"), &awsiam.UserProps{UserName: jsii.String("ann")})},
		GroupName:        jsii.String("Auditors"),
		GroupPermissions: readonly.ReadOnlyPermissions_None(),
		Principals: &[]readonly.PrincipalScope{
			readonly.PrincipalScope_Users(jsii.String("ann"), jsii.String("/security/bob")),
			readonly.PrincipalScope_Roles(jsii.String("pipeline")),
			readonly.PrincipalScope_PermissionSets(jsii.String("Audit")),
		},
		Mfa:       readonly.MfaRequirement_Required(&readonly.RequiredMfaOptions{MaxAge: awscdk.Duration_Hours(jsii.Number(1))}),
		SourceIps: jsii.Strings("203.0.113.0/24", "2001:db8::/32"),
		AccessWindow: readonly.AccessWindow_Between(
			awscdk.Expiration_AtDate(jsii.Time(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))),
			awscdk.Expiration_AtDate(jsii.Time(time.Date(2098, 12, 31, 23, 59, 59, 0, time.UTC))),
		),
		SourceIdentity:     readonly.SourceIdentityRequirement_Optional(),
		SessionTags:        &[]readonly.SessionTag{readonly.SessionTag_Optional(jsii.String("ticket"))},
		PrincipalTags:      &map[string]*[]*string{"team": jsii.Strings("audit")},
		Permissions:        readonly.ReadOnlyPermissions_ViewOnly().CombinedWith(readonly.ReadOnlyPermissions_Billing()).WithDenied(jsii.String("iam:GetRole")),
		RoleName:           jsii.String("Auditor"),
		Path:               jsii.String("/security/"),
		Description:        jsii.String("Pour les auditeurs agréés, read-only"),
		MaxSessionDuration: awscdk.Duration_Hours(jsii.Number(4)),
		SwitchRole:         &readonly.SwitchRoleOptions{DisplayName: jsii.String("audit"), Color: readonly.SwitchRoleColor_BLUE},
		CliProfile: &readonly.CliProfileOptions{
			ProfileName:   jsii.String("audit"),
			SourceProfile: jsii.String("home"),
			Region:        jsii.String("eu-central-1"),
			Duration:      awscdk.Duration_Minutes(jsii.Number(30)),
		},
	})
	access.GrantAssumeRole(awsiam.Role_FromRoleName(accountA, jsii.String("Pipeline"), jsii.String("pipeline"), nil))
	readonly.NewAccessGuide(accountA, jsii.String("Guide"), &readonly.AccessGuideProps{
		Accesses: &[]readonly.CrossAccountReadOnlyAccess{access},
		Title:    jsii.String("Who audits what"),
	})

	readonly.NewCrossAccountReadOnlyAccess(accountA, jsii.String("Operations"), &readonly.CrossAccountReadOnlyAccessProps{
		RoleName: jsii.String("Operator"),
		Trusting: &[]readonly.TrustingTarget{readonly.TrustingTarget_StackSetToOrganizationalUnits(&readonly.StackSetToOrganizationalUnitsOptions{
			OrganizationalUnitIds: jsii.Strings("ou-ab12-11111111"),
			StackSetScope:         management,
			AccountFilter:         readonly.AccountFilter_AllExcept(jsii.String("444444444444")),
			FailureTolerance:      readonly.AccountLimit_Percentage(jsii.Number(10)),
			MaxConcurrentAccounts: readonly.AccountLimit_Count(jsii.Number(5)),
		})},
	})

	readonly.NewAssumingGroup(accountA, jsii.String("Visitors"), &readonly.AssumingGroupProps{
		RoleName:       jsii.String("Visitor"),
		Trusting:       &[]readonly.TrustingTarget{readonly.TrustingTarget_Account(jsii.String("666666666666"), nil)},
		SelfManagedMfa: readonly.SelfManagedMfa_None(),
	})

	readonly.NewTrustingRole(production, jsii.String("Scanner"), &readonly.TrustingRoleProps{
		AssumingAccount: jsii.String("555555555555"),
		RoleName:        jsii.String("Scanner"),
		Principals:      &[]readonly.PrincipalScope{readonly.PrincipalScope_Roles(jsii.String("scanner"))},
		ExternalId:      jsii.String("contract-42"),
		Permissions:     readonly.ReadOnlyPermissions_Scanner(readonly.Scanner_PROWLER, nil),
	})
}

func inEurope(account string) *awscdk.Environment {
	return &awscdk.Environment{Account: jsii.String(account), Region: jsii.String("eu-central-1")}
}

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	twoAccounts(app)
	auditors(app)
	app.Synth(nil)
}
