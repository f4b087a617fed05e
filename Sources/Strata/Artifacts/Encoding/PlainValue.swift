import Foundation

/// Values that `JSONEncoder` always encodes alike, so that there is no need to look inside: a matter of speed.
protocol PlainValue {}

extension Bool: PlainValue {}
extension Int: PlainValue {}
extension Int8: PlainValue {}
extension Int16: PlainValue {}
extension Int32: PlainValue {}
extension Int64: PlainValue {}
extension UInt: PlainValue {}
extension UInt8: PlainValue {}
extension UInt16: PlainValue {}
extension UInt32: PlainValue {}
extension UInt64: PlainValue {}
extension Float: PlainValue {}
extension Double: PlainValue {}
extension String: PlainValue {}
extension Duration: PlainValue {}
extension Date: PlainValue {}
extension URL: PlainValue {}
extension Data: PlainValue {}
extension UUID: PlainValue {}
extension Array: PlainValue where Element: PlainValue {}
