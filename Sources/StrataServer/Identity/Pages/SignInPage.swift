import StrataDashboard

/// The page on which someone signs in with a key.
struct SignInPage: DashboardPage {
    let template = "sign-in"
    let title = "Sign in"
    /// Where to go afterwards: a path of this server.
    let next: String
    /// The token of the form, beside the cookie's.
    let formToken: String
    /// Why the last try did not do, if there was one.
    let failure: String?
    /// What to do about it.
    let remedy: String
    /// Says that there was a failure, to the field's `aria-invalid`.
    let isFailure: Bool

    /// Describes the page.
    init(next: String, formToken: String, failure: String? = nil, remedy: String? = nil) {
        self.next = next
        self.formToken = formToken
        self.failure = failure
        self.remedy = remedy ?? ""
        isFailure = failure != nil
    }
}
