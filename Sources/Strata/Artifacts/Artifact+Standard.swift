public import Foundation

extension Bool: Artifact {}
extension Int: Artifact {}
extension Int8: Artifact {}
extension Int16: Artifact {}
extension Int32: Artifact {}
extension Int64: Artifact {}
extension UInt: Artifact {}
extension UInt8: Artifact {}
extension UInt16: Artifact {}
extension UInt32: Artifact {}
extension UInt64: Artifact {}
extension Float: Artifact {}
extension Double: Artifact {}
extension String: Artifact {}
extension Duration: Artifact {}
extension Date: Artifact {}
extension URL: Artifact {}
extension Data: Artifact {}
extension UUID: Artifact {}
extension Decimal: Artifact {}

extension Array: Artifact where Element: Artifact {}
extension Optional: Artifact where Wrapped: Artifact {}
extension Dictionary: Artifact where Key: Artifact, Value: Artifact {}
extension Set: Artifact where Element: Artifact {}
