import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Bounds what slow and broken clients cost; one for each connection.
///
/// A client that sends too little of a body, or takes nothing of an answer, for a while is cut off. One whose request was
/// answered before its body was read (it is too large, say) is cut off after the answer, instead of being read to the end.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// A body must bring so many bytes in each period of ``stall``, but where the server itself holds it back.
    private static let leastBytes = 1024
    /// What is still taken, unread, of a body that was answered already, so that the client sees the answer.
    private static let leftoverBytes = 4 * 1024 * 1024

    private let stall: TimeAmount
    private var isReceiving = false
    private var received = 0
    /// Whether someone waits for bytes: while nobody does, their absence is not the client's fault.
    private var isReading = false
    private var readCheck: Scheduled<Void>?
    private var writeCheck: Scheduled<Void>?
    private var mustClose = false
    private var isClosing = false
    private var leftover = 0

    /// Cuts off clients that stand still for `stall`.
    init(stall: TimeAmount) {
        self.stall = stall
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        cancelChecks()
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancelChecks()
        context.fireChannelInactive()
    }

    // MARK: Reading

    func read(context: ChannelHandlerContext) {
        isReading = true
        context.read()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        context.fireChannelReadComplete()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if isClosing {
            discard(part, context)
            return
        }
        switch part {
        case .head(let head):
            isReceiving = true
            received = 0
            scheduleReadCheck(context)
            if head.headerFields[.expect]?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
        case .body(let bytes): received += bytes.readableBytes
        case .end:
            isReceiving = false
            readCheck?.cancel()
            readCheck = nil
        }
        context.fireChannelRead(data)
    }

    private func scheduleReadCheck(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        readCheck?.cancel()
        readCheck = context.eventLoop.scheduleTask(in: stall) {
            let (handler, context) = bound.value
            handler.checkReading(context)
        }
    }

    private func checkReading(_ context: ChannelHandlerContext) {
        guard isReceiving, !isClosing else { return }
        if received < Self.leastBytes, isReading { return context.close(promise: nil) }
        received = 0
        scheduleReadCheck(context)
    }

    private func discard(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .head: break
        case .body(let bytes):
            leftover += bytes.readableBytes
            if leftover > Self.leftoverBytes { context.close(promise: nil) }
        case .end: context.close(promise: nil)
        }
    }

    // MARK: Writing

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.kind != .informational:
            mustClose = head.headerFields[.connection]?.lowercased() == "close" && isReceiving
            context.write(data, promise: promise)
        case .end where mustClose:
            context.writeAndFlush(data, promise: promise)
            linger(context)
        default: context.write(data, promise: promise)
        }
    }

    /// Sends no more, and closes when the client has stopped, or soon.
    ///
    /// Closing at once would throw away the answer where bytes of the client are still on their way.
    private func linger(_ context: ChannelHandlerContext) {
        isClosing = true
        readCheck?.cancel()
        context.close(mode: .output, promise: nil)
        context.read()
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        readCheck = context.eventLoop.scheduleTask(in: min(stall, .seconds(5))) { bound.value.close(promise: nil) }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writeCheck?.cancel()
        writeCheck = nil
        if !context.channel.isWritable {
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            writeCheck = context.eventLoop.scheduleTask(in: stall) { bound.value.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    private func cancelChecks() {
        readCheck?.cancel()
        writeCheck?.cancel()
        readCheck = nil
        writeCheck = nil
    }
}
