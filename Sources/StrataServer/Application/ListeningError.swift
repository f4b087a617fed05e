import NIOCore
import StrataEngine

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Says why the server cannot listen.
enum ListeningError {
    /// The error in words; one that has nothing to do with listening as it is.
    static func words(_ error: any Error, _ settings: ServerSettings) -> any Error {
        let place = "\(settings.host), port \(settings.port)"
        switch error {
        case let error as IOError: return words(error.errnoCode, place)
        case is SocketAddressError, is SocketAddressError.UnknownHost:
            return StoreError(
                .notFound,
                "The server cannot listen on \(place): there is no such host.",
                remedy: "Name an address of this machine with --host."
            )
        default: return error
        }
    }

    private static func words(_ number: Int32, _ place: String) -> StoreError {
        switch number {
        case EADDRINUSE:
            StoreError(
                .conflict,
                "The server cannot listen on \(place): another program does.",
                remedy: "Choose another port with --port; --port 0 takes any that is free."
            )
        case EADDRNOTAVAIL:
            StoreError(
                .notFound,
                "The server cannot listen on \(place): that is no address of this machine.",
                remedy: "Name an address of this machine with --host."
            )
        case EACCES, EPERM:
            StoreError(
                .forbidden,
                "The server cannot listen on \(place): this user may not.",
                remedy: "Choose a port from 1024 on with --port."
            )
        default:
            StoreError(.inputOutput, "The server cannot listen on \(place): \(String(cString: strerror(number))).")
        }
    }
}
