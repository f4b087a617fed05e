import Hummingbird

/// `/sign-in` and `/sign-out`.
enum SignInPages {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        let pages = SignInRoutes(identity: services.identity, dashboard: services.dashboard)
        routes.get(SignInRoutes.path, for: .open) { try await pages.show($0, $1) }
        routes.post(SignInRoutes.path, for: .open) { try await pages.signIn($0, $1) }
        routes.post("/sign-out", for: .open) { try await pages.signOut($0, $1) }
    }
}
