import StrataModel

extension ImageView.Format {
    /// How files of the format are named.
    var fileSuffix: String {
        switch self {
        case .png: ".png"
        case .svg: ".svg"
        }
    }
}
